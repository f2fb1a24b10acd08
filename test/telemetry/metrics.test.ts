import { describe, expect, it, vi } from 'vitest';
import { CreateSessionDocument } from '../operations/operations.generated.ts';
import { as, dataOf } from '../support/graphql-client.ts';
import { openSocket } from '../support/live-client.ts';
import { sendRaw } from '../support/raw-request.ts';
import { call, json } from '../support/rest-client.ts';
import { startTestApp } from '../support/start-test-app.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();
const token = 'a-token-of-some-length';
const guarded = useTestApp({ METRICS_TOKEN: token });

/** Returns the values of `/metrics` by name and labels. */
async function metrics(): Promise<Map<string, number>> {
  const { status, text } = await call(app.url, 'GET /metrics');
  expect(status).toBe(200);
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.replace(/ \S+$/, ''), Number(line.split(' ').at(-1))]));
}

/** Runs `work` and returns a function from a metric name to its increase. */
async function growth(work: () => Promise<unknown>): Promise<(name: string) => number> {
  const before = await metrics();
  await work();
  const after = await metrics();
  return (name) => (after.get(`voice_sessions_${name}`) ?? 0) - (before.get(`voice_sessions_${name}`) ?? 0);
}

const query = (text: string, url = app.url) =>
  call(url, 'POST /graphql', {
    headers: { 'content-type': 'application/json', ...as('user@acme.test') },
    body: JSON.stringify({ query: text }),
  });
const requests = (transport: string, operation: string, status: number): string =>
  `request_duration_seconds_count{transport="${transport}",operation="${operation}",status="${status}"}`;

describe('metrics', () => {
  it.each([
    ['an operation by its root field', 'query Mine { me { isAuthenticated } }', requests('graphql', 'query me', 200)],
    ['several root fields', '{ me { name } rateLimit { cost } }', requests('graphql', 'query (several)', 200)],
    ['an invalid operation', '{ nothing }', requests('graphql', 'none', 400)],
    ['validation errors by code', '{ nothing }', 'errors_total{transport="graphql",code="GRAPHQL_VALIDATION_FAILED"}'],
    [
      'execution errors by code',
      'mutation { deleteWebhook(id: "b00000000000000000000009") }',
      'errors_total{transport="graphql",code="NOT_FOUND"}',
    ],
  ])('count %s', async (_what, text, name) => {
    expect((await growth(() => query(text)))(name)).toBe(1);
  });

  it('count repeated operations', async () => {
    const times = async () => {
      for (let n = 0; n < 3; n += 1) await query('query Again { me { name } }');
    };
    expect((await growth(times))(requests('graphql', 'query me', 200))).toBe(3);
  });

  it.each([
    ['GET /sessions/5e5500000000000000000001', requests('rest', 'GetSession', 404)],
    ['GET /SESSIONS?countPerPage=1', requests('rest', 'ListSessions', 200)],
    ['GET /nothing/here', requests('rest', 'none', 404)],
    ['GET /health/live', requests('other', 'none', 200)],
    ['GET /sessions/5e5500000000000000000001', 'errors_total{transport="rest",code="NOT_FOUND"}'],
  ])('count REST requests by operation: %s', async (line, name) => {
    const send = () => call(app.url, line, { headers: { accept: 'application/json', ...as('user@acme.test') } });
    expect((await growth(send))(name)).toBeGreaterThan(0);
  });

  it('cover repository calls and database connections', async () => {
    const grown = await growth(() => dataOf(app.url, CreateSessionDocument, { input: { channel: 'Chat' } }));
    expect(grown('store_call_duration_seconds_count{call="sessions.insert",outcome="ok"}')).toBe(1);
    const now = await metrics();
    expect(now.get('voice_sessions_store_connections_open')).toBeGreaterThan(0);
    expect(now.get('voice_sessions_store_connections_used')).toBeGreaterThanOrEqual(0);
    expect(now.get('voice_sessions_store_waiting')).toBe(0);
  });

  it('have the open sockets and subscriptions', async () => {
    const socket = await openSocket(app.url);
    const open = async () => {
      const now = await metrics();
      return [now.get('voice_sessions_live_sockets'), now.get('voice_sessions_live_subscriptions')];
    };
    const grown = await growth(async () => {
      socket.watch('live');
      await vi.waitFor(async () => expect(await open()).toEqual([1, 1]));
    });
    expect(grown(requests('streaming', 'subscription sessionEvents', 200))).toBe(1);
    socket.close();
    await vi.waitFor(async () => expect(await open()).toEqual([0, 0]));
  });

  it('have the process metrics once for several applications in one process', async () => {
    const other = await startTestApp();
    const { text } = await call(other.url, 'GET /metrics');
    await other.close();
    expect(text.match(/^nodejs_eventloop_lag_p99_seconds /gm)).toHaveLength(1);
    expect(text).toMatch(/^process_resident_memory_bytes \d/m);
  });

  it('have no label with input of clients', async () => {
    const marked = 'zz9marked';
    await query(`query ${marked} { ${marked}: me { name } }`);
    await call(app.url, `GET /${marked}/${marked}?${marked}=1`);
    await call(app.url, 'POST /sessions', json({ displayName: marked }));
    expect((await call(app.url, 'GET /metrics')).text).not.toContain(marked);
  });
});

describe('access to metrics', () => {
  it.each(['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])('is denied through a proxy: %s', async (header) => {
    expect((await call(app.url, 'GET /metrics', { headers: { [header]: '127.0.0.1' } })).status).toBe(404);
  });

  // as a proxy that adds no headers, or DNS rebinding
  it.each([
    ['sessions.example.com', 404],
    ['10.0.0.1', 404],
    ['localhost.example.com', 404],
    ['localhost:4000', 200],
    ['127.0.0.1', 200],
    ['[::1]:4000', 200],
  ])('with the host %s returns %i', async (host, status) => {
    expect((await sendRaw(app.url, { method: 'GET', target: '/metrics', headers: { host } })).status).toBe(status);
  });

  it.each([
    ['no credentials', {}, 401],
    ['another token', { authorization: `Bearer ${token}x` }, 401],
    ['no scheme', { authorization: token }, 401],
    ['an authenticated user', as('admin@acme.test'), 401],
    ['the token', { authorization: `Bearer ${token}` }, 200],
    ['the token, through a proxy', { authorization: `Bearer ${token}`, 'x-forwarded-for': '198.51.100.1' }, 200],
  ])('with a token set: %s', async (_what, headers, status) => {
    expect((await call(guarded.url, 'GET /metrics', { headers })).status).toBe(status);
  });
});
