import { afterEach, describe, expect, it } from 'vitest';
import { eventDocument } from '../../../src/adapters/mongodb/events/mapping.ts';
import { demoIds } from '../../../src/domain/directory/demo-content.ts';
import { AddOneLogEntryDocument, CreateSessionDocument } from '../../operations/operations.generated.ts';
import { readEvents } from '../../support/event-stream.ts';
import { executionsDuring } from '../../support/executions.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { as, dataOf, send } from '../../support/graphql-client.ts';
import { openSocket, type TestSocket } from '../../support/live-client.ts';
import { eventsOf } from '../../support/session-events.ts';
import { someEvent } from '../../support/some-event.ts';
import { useDatabase, useTestApp } from '../../support/use-test-app.ts';

const clock = new FakeClock();
const app = useTestApp({}, { clock });
const smallAccount = useTestApp({ RATE_LIMIT_ACCOUNT: '5000' }, { clock });
const smallUser = useTestApp({ RATE_LIMIT_USER: '1000' }, { clock });
const fewOperations = useTestApp({ LIVE_MAX_OPERATIONS_PER_USER: '3' });
const smallUserDatabase = useDatabase(smallUser);

/** Costs 3 points. */
const logEntries = 'subscription { sessionEvents(filter: { kinds: [SessionLogAdded] }) { cursor session { id } } }';

const open: TestSocket[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.close();
});
async function socketOf(url: string, user = 'user@acme.test'): Promise<TestSocket> {
  const socket = await openSocket(url, { params: as(user) });
  open.push(socket);
  return socket;
}

/** Creates a session, and waits until its event is relayed. */
async function create(url: string): Promise<string> {
  const { newSession } = await dataOf(url, CreateSessionDocument, { input: { channel: 'Voice' } });
  await eventsOf(url, newSession.id, 1);
  return newSession.id;
}
const agent = as('agent@acme.test');
/** Adds a log entry as another user of the account. Returns the points that it costs. */
async function note(url: string, sessionId: string): Promise<number> {
  const input = { sessionId, message: 'Noted' };
  const { extensions } = await send(url, AddOneLogEntryDocument, { input }, agent);
  return (extensions as { cost: { cost: number } }).cost.cost;
}
/** Returns the points left before this request, which costs one. */
async function remaining(url: string): Promise<number> {
  const headers = { 'content-type': 'application/json', ...as('user@acme.test') };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
  expect(response.status).toBe(200);
  return Number(response.headers.get('ratelimit-remaining')) + 1;
}

describe('an event of a subscription', () => {
  it('costs its user as much as the operation', async () => {
    const sessionId = await create(app.url);
    const socket = await socketOf(app.url);
    socket.subscribe('1', logEntries);
    await socket.settle();
    const before = await remaining(app.url);
    for (let count = 0; count < 5; count += 1) {
      await note(app.url, sessionId);
      await socket.next('1');
    }
    expect(before - (await remaining(app.url))).toBe(1 + 5 * 3);
  });

  it('costs the account as much', async () => {
    const sessionId = await create(smallAccount.url);
    const stream = readEvents(
      await fetch(`${smallAccount.url}/graphql?${new URLSearchParams({ query: logEntries })}`, {
        headers: { accept: 'text/event-stream', ...as('user@acme.test') },
      }),
    );
    const before = await remaining(smallAccount.url);
    const cost = await note(smallAccount.url, sessionId);
    await stream.next();
    expect(before - (await remaining(smallAccount.url))).toBe(1 + cost + 3);
    await stream.return(undefined);
  });

  it('is executed once for equal subscriptions of one user, and for each other user, document and variables', async () => {
    const sessionId = await create(app.url);
    const query = (alias: string) => `subscription Watch($of: [ID!]) {
      sessionEvents(filter: { sessionIds: $of, kinds: [SessionLogAdded] }) { ${alias}: cursor session { id log { message } } }
    }`;
    const equal = [await socketOf(app.url), await socketOf(app.url), await socketOf(app.url)];
    const other = await socketOf(app.url, 'agent@acme.test');
    for (const socket of [...equal, other]) {
      for (const id of ['1', '2']) socket.subscribe(id, query('a'), { of: [sessionId] });
    }
    other.subscribe('3', query('b'), { of: [sessionId] });
    other.subscribe('4', query('a'), { of: [sessionId, sessionId] });
    for (const socket of [...equal, other]) await socket.settle();

    const before = await remaining(app.url);
    const executed = await executionsDuring(app.url, async () => {
      await note(app.url, sessionId);
      const results = [];
      for (const socket of [...equal, other]) {
        for (const id of ['1', '2']) results.push((await socket.next(id)).payload.data.sessionEvents);
      }
      for (const result of results) expect(result).toEqual(results[0]);
      expect(results[0].session.log.at(-1)).toEqual({ message: 'Noted' });
      for (const id of ['3', '4']) await other.next(id);
    });
    expect(executed.filter((one) => one === 'interpreted: subscription')).toHaveLength(4);
    // this request, one execution and five further deliveries
    expect(before - (await remaining(app.url))).toBe(1 + 8 + 5);
  });
});

describe('events that the budget of a user does not allow', () => {
  const lastSession = '5e5500000000000000000002';
  /** Appends events as another server would. The last one belongs to `lastSession`. */
  const append = async (first: number, count: number): Promise<void> => {
    const events = Array.from({ length: count }, (_, index) => {
      const [sequence, isLast] = [first + index, index === count - 1];
      return someEvent({ sequence, accountId: demoIds.acme, ...(isLast && { sessionId: lastSession }) });
    });
    const documents = events.map(eventDocument);
    await smallUserDatabase()
      .collection('events')
      .insertMany(documents as never[]);
  };
  const sequenceOf = (cursor: string): number => Number(Buffer.from(cursor, 'base64url').toString().split(':')[1]);
  const upTo = (last: number, first = 1): number[] => Array.from({ length: last - first + 1 }, (_, at) => first + at);

  it('wait until there are points again, and leave a tenth of the limit to requests', async () => {
    const socket = await socketOf(smallUser.url);
    socket.subscribe('1', logEntries);
    await socket.settle();
    const points = (await remaining(smallUser.url)) - 1;
    await append(1, 500);
    const count = Math.floor((points - 100) / 3);
    const received = await socket.events('1', count);
    expect(received.map(({ cursor }) => sequenceOf(cursor))).toEqual(upTo(count));
    expect(await socket.settle()).toEqual([]);
    expect(await remaining(smallUser.url)).toBeGreaterThan(90);
    clock.advance(60_000);
    const rest = await socket.events('1', 500 - count);
    expect(rest.map(({ cursor }) => sequenceOf(cursor))).toEqual(upTo(500, count + 1));
  });

  it('end the stream with RATE_LIMITED and a cursor when 10,000 wait; a new one continues there', async () => {
    clock.advance(60_000);
    const socket = await socketOf(smallUser.url);
    socket.subscribe('1', logEntries);
    await socket.settle();
    const other = await socketOf(smallUser.url, 'agent@acme.test');
    other.watch('1', { filter: { sessionIds: [lastSession] } });
    await other.settle();
    await append(501, 12_000);
    await other.events('1', 1);
    const received: number[] = [];
    let message = await socket.next('1');
    for (; message.type === 'next'; message = await socket.next('1')) {
      received.push(sequenceOf(message.payload.data.sessionEvents.cursor));
      if (received.length === 250) clock.advance(60_000);
    }
    expect(received).toEqual(upTo(500 + received.length, 501));
    const [{ extensions }] = message.payload;
    expect(extensions).toEqual({
      code: 'RATE_LIMITED',
      cursor: Buffer.from(`event:${received.at(-1)}`).toString('base64url'),
      retryAfterSeconds: expect.any(Number),
    });
    expect(smallUser.logged).toContainEqual(
      expect.objectContaining({ msg: 'subscription.behind', level: 40, code: 'RATE_LIMITED' }),
    );
    clock.advance(60_000);
    socket.watch('2', { after: extensions.cursor });
    expect(await socket.events('2', 1)).toMatchObject([{ position: 501 + received.length }]);
  }, 30_000);
});

describe('the operations of a user', () => {
  it('are limited over all sockets and event streams', async () => {
    const { url } = fewOperations;
    const [first, second] = [await socketOf(url), await socketOf(url)];
    const headers = { accept: 'text/event-stream', ...as('user@acme.test') };
    const stream = () => fetch(`${url}/graphql?${new URLSearchParams({ query: logEntries })}`, { headers });
    first.watch('1');
    second.watch('1');
    await Promise.all([first.settle(), second.settle()]);
    const streamed = await stream();
    const message = 'At most 3 operations of one user may run concurrently over WebSockets and event streams.';
    const refused = { errors: [{ message, extensions: { code: 'RATE_LIMITED' } }] };
    const query = async () => {
      second.subscribe('2', '{ __typename }');
      const { payload } = await second.next('2');
      await second.next('2');
      return payload;
    };
    await expect.poll(query).toEqual(refused);
    expect((await readEvents(await stream()).next()).value?.data).toEqual(refused);
    const other = await socketOf(url, 'agent@acme.test');
    expect(await other.settle()).toEqual([]);

    const accepted = { data: { __typename: 'Query' } };
    first.send({ id: '1', type: 'complete' });
    await expect.poll(query).toMatchObject(accepted);
    first.watch('1');
    await expect.poll(query).toEqual(refused);
    await streamed.body?.cancel();
    await expect.poll(query).toMatchObject(accepted);
    first.watch('2');
    await expect.poll(query).toEqual(refused);
    first.close();
    await expect.poll(query).toMatchObject(accepted);
  });
});
