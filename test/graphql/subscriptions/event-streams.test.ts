import { print } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  AddOneLogEntryDocument,
  CreateSessionDocument,
  WatchSessionEventsDocument,
} from '../../operations/operations.generated.ts';
import { raiseFloor } from '../../support/direct-store.ts';
import { readEvents } from '../../support/event-stream.ts';
import { as, dataOf } from '../../support/graphql-client.ts';
import { openSocket } from '../../support/live-client.ts';
import { eventsOf } from '../../support/session-events.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ LIVE_MAX_CONNECTIONS: '2' });
});
afterAll(() => app.close());

const accept = { accept: 'text/event-stream' };
const query = print(WatchSessionEventsDocument);
const post = (body: unknown, headers: Record<string, string> = as('user@acme.test')) =>
  fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { ...accept, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const get = (params: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${app.url}/graphql?${new URLSearchParams(params)}`, {
    headers: { ...accept, ...as('user@acme.test'), ...headers },
  });
const create = async () => (await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Voice' } })).newSession;
const note = (id: string, message: string) =>
  dataOf(app.url, AddOneLogEntryDocument, { input: { sessionId: id, message } });

it('streams events by POST and GET, and resumes after Last-Event-ID', async () => {
  const { id } = await create();
  await eventsOf(app.url, id, 1);
  const filter = { sessionIds: [id] };
  const response = await post({ query, variables: { filter } });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(response.headers.get('x-request-id')).toBeTruthy();
  const stream = readEvents(response);
  await note(id, 'one');
  const { value: first } = await stream.next();
  expect(first).toMatchObject({ event: 'next', data: { data: { sessionEvents: { logMessage: 'one' } } } });
  expect(first?.id).toBe(first?.data.data.sessionEvents.cursor);
  await stream.return(undefined);

  await note(id, 'two');
  await note(id, 'three');
  const variables = JSON.stringify({ filter });
  const again = readEvents(await get({ query, variables }, { 'last-event-id': first?.id ?? '' }));
  for (const message of ['two', 'three']) {
    expect((await again.next()).value?.data.data.sessionEvents.logMessage).toBe(message);
  }
  await note(id, 'four');
  expect((await again.next()).value?.data.data.sessionEvents.logMessage).toBe('four');
  await again.return(undefined);
});

it('returns a query or the errors of an operation as one event', async () => {
  const read = async (body: object) => {
    const events = [];
    for await (const event of readEvents(await post(body))) events.push(event);
    return events;
  };
  expect(await read({ query: '{ __typename }' })).toMatchObject([
    { event: 'next', data: { data: { __typename: 'Query' } } },
    { event: 'complete' },
  ]);
  for (const [text, code] of [
    ['subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['subscription { sessionEvents(after: "x") { id } }', 'BAD_USER_INPUT'],
  ]) {
    expect(await read({ query: text })).toMatchObject([
      { event: 'next', data: { errors: [{ extensions: { code } }] } },
      { event: 'complete' },
    ]);
  }
});

it('answers an unreadable request with an HTTP status', async () => {
  const statusOf = async (response: Promise<Response>) => {
    const { status, headers } = await response;
    expect(headers.get('content-type')).toContain('application/json');
    return status;
  };
  expect(await statusOf(post({ query }, as('user@acme.test', 'wrong')))).toBe(401);
  expect(await statusOf(post({ query: 1 }))).toBe(400);
  expect(await statusOf(post({ query, variables: [] }))).toBe(400);
  expect(await statusOf(get({ query, variables: '{' }))).toBe(400);
  expect(await statusOf(get({ query: 'mutation { endSession(input: { sessionId: "x" }) { id } }' }))).toBe(405);
});

it('limits the streams of a user, and does not count ended ones', async () => {
  const headers = as('agent@acme.test');
  const open = [await post({ query }, headers), await post({ query }, headers)];
  expect((await post({ query }, headers)).status).toBe(429);
  await open[0]?.body?.cancel();
  await expect
    .poll(async () => {
      const response = await post({ query }, headers);
      await response.body?.cancel();
      return response.status;
    })
    .toBe(200);
  await open[1]?.body?.cancel();
});

it('refuses a truncated cursor, as an argument and as Last-Event-ID', async () => {
  const { id } = await create();
  const [event] = await eventsOf(app.url, id, 1);
  await raiseFloor(app.database, 10_000);
  const cursor = event?.cursor ?? '';
  for (const response of [
    await post({ query, variables: { after: cursor } }),
    await get({ query }, { 'last-event-id': cursor }),
  ]) {
    const rejected = [];
    for await (const one of readEvents(response)) rejected.push(one);
    expect(rejected).toMatchObject([
      { event: 'next', data: { errors: [{ extensions: { code: 'RESYNC_REQUIRED' } }] } },
      { event: 'complete' },
    ]);
  }
});

it('streams end when the server stops; sockets close with 1001', async () => {
  const other = await startTestApp();
  const socket = await openSocket(other.url);
  socket.watch('1');
  await socket.settle();
  const stream = readEvents(
    await fetch(`${other.url}/graphql?${new URLSearchParams({ query })}`, {
      headers: { ...accept, ...as('user@acme.test') },
    }),
  );
  const end = stream.next();
  await other.close();
  expect(await end).toEqual({ done: true, value: undefined });
  expect(await socket.closed).toEqual({ code: 1001, reason: 'Going away' });
});
