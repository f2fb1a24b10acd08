import mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { currentDeadline } from '../../src/common/time/deadline.ts';
import { CountSessionsDocument, CreateSessionDocument } from '../operations/operations.generated.ts';
import { freshDatabase } from '../support/database.ts';
import { as, send } from '../support/graphql-client.ts';
import { call } from '../support/rest-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import { startProxy, type TcpProxy } from '../support/tcp-proxy.ts';

let proxy: TcpProxy;
let app: TestApp;
beforeAll(async () => {
  proxy = await startProxy(freshDatabase().uri);
  app = await startTestApp({ MONGODB_URI: proxy.uri, DEADLINE_SECONDS: '2' });
});
afterAll(async () => {
  await app.close();
  await proxy.close();
});
beforeEach(async () => {
  proxy.open();
  await vi.waitFor(async () => expect((await read()).status).toBe(200), 10_000);
});

const read = () => call(app.url, 'GET /sessions', { headers: { ...as('user@acme.test'), accept: 'application/json' } });
const count = async () => (await send(app.url, CountSessionsDocument, {})).data?.sessions.totalCount ?? -1;

it('reports UNAVAILABLE over GraphQL and REST and is not ready while the database is stopped', async () => {
  proxy.goAway();
  const [rest, graphql, ready, live] = await Promise.all([
    read(),
    send(app.url, CountSessionsDocument, {}),
    call(app.url, 'GET /health/ready'),
    call(app.url, 'GET /health/live'),
  ]);
  expect(rest.status).toBe(503);
  expect(rest.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(graphql).toMatchObject({ status: 503, errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
  expect(graphql.headers.get('retry-after')).toMatch(/^\d+$/);
  expect([ready.status, live.status]).toEqual([503, 200]);
  // recovery without a restart: the next test needs a working connection
});

it('returns a timeout error when the database is frozen', async () => {
  proxy.freeze();
  const answer = await read();
  expect(answer.status).toBe(503);
  expect(JSON.parse(answer.text).responseStatus.errorCode).toBe('ServiceUnavailable');
});

it('aborts database calls when the client closes the connection', async () => {
  // the driver's heartbeats continue, so that the driver does not detect a failure
  proxy.stall();
  const connections = proxy.connections;
  const controller = new AbortController();
  mongoose.set('debug', () => {
    // ignores database calls of background jobs, which have no deadline
    if (currentDeadline()) setImmediate(() => controller.abort());
  });
  const headers = { ...as('user@acme.test'), 'x-request-id': 'hung-up' };
  const requested = fetch(`${app.url}/sessions`, { headers, signal: controller.signal });
  await expect(requested).rejects.toThrow('aborted');
  mongoose.set('debug', false);
  const failed = () => app.logged.find(({ msg, requestId }) => msg === 'request.failed' && requestId === 'hung-up');
  await vi.waitFor(
    () => expect(failed()).toMatchObject({ err: { message: expect.stringMatching(/closed the connection/) } }),
    10_000,
  );
  // the driver closes the connection, the only way to cancel a command in flight
  await vi.waitFor(() => expect(proxy.connections).toBeLessThan(connections), 10_000);
});

it('loses and duplicates no session when connections break during a reply of the database', async () => {
  const before = await count();
  const keys = Array.from({ length: 2 }, (_, n) => `cut-${n}`);
  for (const [n, idempotencyKey] of keys.entries()) {
    proxy.cutReplies(n % 3);
    const create = () => send(app.url, CreateSessionDocument, { input: { channel: 'Voice' }, idempotencyKey });
    const first = await create();
    if (first.errors.length > 0) expect(first.errors[0]?.extensions.code).toBe('UNAVAILABLE');
    await vi.waitFor(async () => {
      const again = await create();
      expect(again.errors).toEqual([]);
      if (first.data) expect(again.data?.newSession?.id).toBe(first.data.newSession?.id);
    }, 10_000);
  }
  expect(await count()).toBe(before + keys.length);
});
