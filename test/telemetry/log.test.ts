import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type LogEvent, logEvents } from '../../src/common/logging/log-events.ts';
import { Browser } from '../support/browser.ts';
import { as } from '../support/graphql-client.ts';
import { openSocket } from '../support/live-client.ts';
import { call, json } from '../support/rest-client.ts';
import { demoPassword } from '../support/start-test-app.ts';
import { useTestApp } from '../support/use-test-app.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const app = useTestApp({ WEBHOOK_ALLOW_PRIVATE: '1' });
const root = join(import.meta.dirname, '../../src');

let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
});
afterAll(() => receiver.close());

const levels: Record<number, string> = { 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' };
const catalogue: Readonly<Record<string, LogEvent>> = logEvents;
const lines = (msg: string) => app.logged.filter((line) => line.msg === msg);
const asUser = { accept: 'application/json', ...as('user@acme.test') };
const asAdmin = { accept: 'application/json', ...as('admin@acme.test') };

function post(path: string, body: object, headers: Record<string, string> = asUser) {
  const { headers: type, body: text } = json(body);
  return call(app.url, `POST ${path}`, { headers: { ...headers, ...type }, body: text });
}

const graphql = (query: string, variables: object, headers = asUser) => post('/graphql', { query, variables }, headers);

describe('the log event catalogue', () => {
  it('has every event of the source with its level', () => {
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const used = files.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/\blog\.(\w+)\(\s*\{[^;]*?\},\s*'([\w.-]+)',?\s*\)/g)].map(
        ([, level, name = '']) => ({ file, level, name }),
      ),
    );
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter(({ level, name }) => catalogue[name]?.level !== level)).toEqual([]);
  });
});

describe('the log', () => {
  const marked = 'zz9-between-people';
  const secrets: string[] = [demoPassword, 'zz9-wrong-password', 'ak-zz9-wrong-key', marked];

  it('contains no secrets and no message texts, for any transport', async () => {
    const browser = new Browser(app.url);
    await browser.fetch('/auth/credentials', {
      method: 'POST',
      ...json({ userName: 'user@acme.test', password: demoPassword }),
    });
    secrets.push(...[...browser.cookies.values()].filter((value) => value.length > 10));
    expect(secrets.length).toBeGreaterThan(4);
    await call(app.url, 'GET /sessions', { headers: as('user@acme.test', 'zz9-wrong-password') });
    await call(app.url, 'GET /sessions', { headers: { 'x-api-key': 'ak-zz9-wrong-key' } });
    await graphql('mutation ($p: String!) { signIn(userName: "user@acme.test", password: $p) { id } }', {
      p: 'zz9-wrong-password',
    });
    await post('/auth/credentials', { userName: 'zz9-wrong-password', password: 'zz9-wrong-password' });
    const { key } = JSON.parse((await post('/apikeys', { name: 'zz9' })).text);
    const { secret } = JSON.parse((await post('/webhooks', { url: receiver.url })).text);
    secrets.push(key, secret);
    await call(app.url, 'GET /sessions', { headers: { 'x-api-key': key } });

    const { id } = JSON.parse((await post('/sessions', { channel: 'Chat', displayName: marked })).text);
    const sent = await post(`/sessions/${id}/messages`, { body: marked });
    const sentToo = await graphql(`mutation ($i: SendMessage!) { sendMessage(input: $i) { id } }`, {
      i: { sessionId: id, body: marked },
    });
    expect([sent, sentToo].map(({ text }) => JSON.parse(text).errors)).toEqual([undefined, undefined]);
    expect(sent.status).toBe(200);
    // these requests fail with errors that quote the input
    await graphql(`mutation ($i: NewSession!) { newSession(input: $i) { id } }`, { i: { channel: marked } });
    await graphql(`{ session(id: "${marked}") { ${marked.replaceAll('-', '_')} } }`, {});
    await call(app.url, 'POST /sessions', { headers: { ...asUser, 'content-type': 'application/json' }, body: marked });
    await call(app.url, `GET /sessions?from=${marked}&password=${demoPassword.replaceAll(' ', '+')}`, {
      headers: asUser,
    });
    const socket = await openSocket(app.url);
    socket.watch('live');
    await vi.waitFor(() => expect(lines('operation.completed')).toHaveLength(1), { timeout: 5_000 });
    socket.subscribe('sent', `mutation ($i: SendMessage!) { sendMessage(input: $i) { id } }`, {
      i: { sessionId: id, body: marked },
    });
    await socket.events('live', 1);
    socket.close();
    await vi.waitFor(() => expect(lines('webhooks.attempted').length).toBeGreaterThan(3), { timeout: 10_000 });

    const log = JSON.stringify(app.logged);
    expect(secrets.filter((one) => log.includes(one))).toEqual([]);
  }, 30_000);

  it('contains only events of the catalogue, and the listen message of Fastify', () => {
    const wrong = app.logged.filter(({ msg, level }) => catalogue[String(msg)]?.level !== levels[Number(level)]);
    expect(wrong.map(({ msg }) => msg)).toEqual([expect.stringMatching(/^Server listening at http:/)]);
  });
});

describe('the request id', () => {
  it.each([
    ['unchanged', 'Case-1.a:b_c', /^Case-1\.a:b_c$/],
    ['as a new id when it has unsafe characters', 'a b"c', /^[\da-f-]{36}$/],
    ['as a new id when it is too long', 'x'.repeat(129), /^[\da-f-]{36}$/],
  ])('is echoed %s, and logged', async (_what, sent, pattern) => {
    const { headers } = await call(app.url, 'GET /auth/status', { headers: { 'x-request-id': sent } });
    const id = headers.get('x-request-id');
    expect(id).toMatch(pattern);
    expect(lines('request.completed')).toContainEqual(
      expect.objectContaining({ requestId: id, operation: 'GetAuthStatus', path: '/auth/status', status: 200 }),
    );
  });

  it('is on the response to a malformed URL', async () => {
    const { status, headers } = await call(app.url, 'GET /%', { headers: { 'x-request-id': 'unread' } });
    expect([status, headers.get('x-request-id')]).toEqual([404, 'unread']);
  });

  it('is the same for all operations of a WebSocket', async () => {
    const socket = await openSocket(app.url, {
      headers: { 'x-request-id': 'my-socket', ...as('user@acme.test') },
      params: null,
    });
    socket.send({ type: 'connection_init' });
    expect(await socket.next()).toEqual({ type: 'connection_ack', payload: { requestId: 'my-socket' } });
    socket.subscribe('one', '{ me { id } }');
    await socket.next('one');
    socket.close();
    const operation = { requestId: 'my-socket', operation: 'query me', codes: [] };
    expect(lines('operation.completed')).toContainEqual(expect.objectContaining(operation));
  });

  it('is logged with each attempt of a webhook delivery', () => {
    const [first] = receiver.received;
    const id = first?.headers['x-request-id'];
    expect(id).toMatch(/:1$/);
    expect(lines('webhooks.attempted')).toContainEqual(
      expect.objectContaining({ requestId: id, attempts: 1, responseStatus: 204, failure: null }),
    );
  });
});

describe('the audit log', () => {
  const userId = '05e000000000000000000002';
  const audited = (msg: string) => lines(msg).filter(({ audit }) => audit === true);

  it.each([
    ['sign-in.succeeded', { userId: expect.any(String), network: '127.0.0.1' }],
    ['sign-in.failed', { userId: expect.any(String), way: 'password', network: '127.0.0.1' }],
    ['sign-in.failed', { userId: null, way: 'password' }],
    ['sign-in.failed', { userId: null, way: 'apiKey' }],
    ['api-key.created', { userId: expect.any(String), id: expect.any(String), expires: null }],
    ['directory.changed', { kind: 'webhook', change: 'created', fields: expect.arrayContaining(['url', 'secrets']) }],
  ])('records %s %o', (msg, fields) => {
    expect(audited(msg)).toContainEqual(expect.objectContaining({ requestId: expect.any(String), ...fields }));
  });

  it('records sign-outs', async () => {
    const browser = new Browser(app.url);
    await browser.fetch('/auth/credentials', {
      method: 'POST',
      ...json({ userName: 'agent@acme.test', password: demoPassword }),
    });
    await browser.fetch('/auth/logout', { method: 'POST' });
    const [signIn] = audited('sign-in.succeeded').slice(-1);
    expect(audited('sign-out')).toMatchObject([{ userId: signIn?.userId }]);
  });

  it('records revoked API keys and their later use', async () => {
    const { key, apiKey } = JSON.parse((await post('/apikeys', { name: 'For the audit' })).text);
    await call(app.url, `DELETE /apikeys/${apiKey.id}`, { headers: asUser });
    await call(app.url, 'GET /sessions', { headers: { 'x-api-key': key } });
    const [created] = audited('api-key.created').slice(-1);
    expect(audited('api-key.revoked')).toMatchObject([{ userId: created?.userId, id: apiKey.id }]);
    expect(audited('sign-in.failed')).toContainEqual(
      expect.objectContaining({ userId: created?.userId, way: 'apiKey' }),
    );
  });

  it('records the fields of directory changes, without values', async () => {
    await graphql(
      'mutation ($i: PatchUser!) { patchUser(input: $i) { id } }',
      { i: { userId, newPassword: 'zz9-new-password', firstName: 'Zz9first' } },
      asAdmin,
    );
    const [changed] = audited('directory.changed').slice(-1);
    expect(changed).toMatchObject({ kind: 'user', id: userId, change: 'changed', actor: expect.any(String) });
    expect(changed?.fields).toEqual(expect.arrayContaining(['firstName']));
    expect(JSON.stringify(app.logged)).not.toMatch(/zz9-new-password|Zz9first/);
  });

  it('records deleted sessions', async () => {
    const [account] = JSON.parse((await call(app.url, 'GET /auth/status', { headers: asAdmin })).text).accountIds;
    const { status } = await call(
      app.url,
      `DELETE /sessions?accountId=${account}&startDateTime=2020-01-01T00:00:00Z&endDateTime=2020-01-02T00:00:00Z`,
      { headers: asAdmin },
    );
    expect(status).toBe(204);
    expect(audited('sessions.deleted')).toMatchObject([{ accountId: account, count: 0 }]);
  });

  it('records throttled sign-ins', async () => {
    for (let n = 0; n < 11; n += 1)
      await call(app.url, 'GET /sessions', { headers: as('viewer@acme.test', `wrong ${n}`) });
    expect(audited('sign-in.throttled')).toContainEqual(
      expect.objectContaining({ userId: expect.any(String), network: '127.0.0.1' }),
    );
  });
});
