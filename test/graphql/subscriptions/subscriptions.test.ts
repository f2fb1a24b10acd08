import { print } from 'graphql';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoIds } from '../../../src/domain/directory/demo-content.ts';
import {
  AddOneLogEntryDocument,
  CreateApiKeyDocument,
  CreateSessionDocument,
  EndOneSessionDocument,
  ReadSessionEventsDocument,
  SignInDocument,
  WatchSessionEventsDocument,
} from '../../operations/operations.generated.ts';
import { Browser } from '../../support/browser.ts';
import { changeUser, raiseFloor } from '../../support/direct-store.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { as, dataOf, send } from '../../support/graphql-client.ts';
import { openSocket, type TestSocket } from '../../support/live-client.ts';
import { eventsOf } from '../../support/session-events.ts';
import { demoPassword, startTestApp, type TestApp } from '../../support/start-test-app.ts';

const clock = new FakeClock(new Date().toISOString());
let app: TestApp;
let socket: TestSocket;
beforeAll(async () => {
  app = await startTestApp({ LIVE_MAX_CONNECTIONS: '3', LIVE_MAX_OPERATIONS: '2' }, { clock });
});
afterAll(() => app.close());
beforeEach(async () => {
  socket = await openSocket(app.url);
  return () => socket.close();
});

const create = async (who = 'user@acme.test', channel: 'Voice' | 'Fax' = 'Voice') =>
  (await dataOf(app.url, CreateSessionDocument, { input: { channel } }, as(who))).newSession;
const note = (id: string, message: string) =>
  dataOf(app.url, AddOneLogEntryDocument, { input: { sessionId: id, message } });

/** Subscribes to session events, and resolves when the subscription has started. */
async function watch(on: TestSocket, id: string, variables: object = {}): Promise<void> {
  on.watch(id, variables);
  await on.settle();
}

describe('a subscription', () => {
  it('delivers only the events of the accounts of the caller, in order', async () => {
    const foreign = await openSocket(app.url, { params: as('user@globex.test') });
    await watch(socket, '1');
    await watch(foreign, '1');
    const { id } = await create();
    await note(id, 'one');
    await dataOf(app.url, EndOneSessionDocument, { input: { sessionId: id } });
    const events = await socket.events('1', 5);
    expect(events.map(({ kind }) => kind)).toEqual([
      'SessionCreated',
      'SessionLogAdded',
      'SessionChanged',
      'SessionMemberChanged',
      'SessionEnded',
    ]);
    expect(events).toEqual(await eventsOf(app.url, id, 5));
    expect(await foreign.settle()).toEqual([]);
    foreign.close();
  });

  it('delivers the events missed since a cursor, then new ones, each once', async () => {
    const { id } = await create();
    await note(id, '1');
    const [, first] = await eventsOf(app.url, id, 2);
    for (const message of ['2', '3', '4']) await note(id, message);
    await watch(socket, '1', { after: first?.cursor, filter: { sessionIds: [id] } });
    await note(id, '5');
    const events = await socket.events('1', 4);
    expect(events.map(({ logMessage }) => logMessage)).toEqual(['2', '3', '4', '5']);
    const { positions } = { positions: events.map(({ revision }) => revision) };
    expect(positions).toEqual([3, 4, 5, 6]);
  });

  it('delivers only events that match its filter, missed and new', async () => {
    const voice = await create();
    const fax = await create('user@acme.test', 'Fax');
    const filter = { channel: ['Fax'], kinds: ['SessionLogAdded'], sessionIds: [voice.id, fax.id] };
    const [before] = await eventsOf(app.url, voice.id, 1);
    await note(fax.id, 'missed');
    await note(voice.id, 'no fax');
    await watch(socket, '1', { after: before?.cursor, filter });
    await note(voice.id, 'no fax either');
    await note(fax.id, 'live');
    expect((await socket.events('1', 2)).map(({ logMessage }) => logMessage)).toEqual(['missed', 'live']);
    expect(await socket.settle()).toEqual([]);
  });

  it('reads the session again for each event', async () => {
    const { id } = await create();
    const query = `subscription ($id: ID!) {
      sessionEvents(filter: { sessionIds: [$id], kinds: [SessionLogAdded, SessionEnded] }) { session { revision log { message } } }
    }`;
    socket.subscribe('1', query, { id });
    await socket.settle();
    for (const message of ['one', 'two']) {
      await note(id, message);
      const { payload } = await socket.next('1');
      expect(payload.data.sessionEvents.session.log.at(-1)).toEqual({ message });
    }
  });

  it('on another server delivers the events of this server', async () => {
    const other = await startTestApp({ MONGODB_URI: app.database.uri, SEED_DEMO: '0' }, { clock });
    const there = await openSocket(other.url);
    await watch(there, '1');
    const { id } = await create();
    expect(await there.events('1', 1)).toMatchObject([{ kind: 'SessionCreated', sessionId: id }]);
    there.close();
    await other.close();
  });

  it.each([
    ['an invalid cursor', 'BAD_USER_INPUT', { after: 'x' }],
    ['too many members in a filter', 'BAD_USER_INPUT', { filter: { members: Array.from({ length: 1_001 }, String) } }],
    ['a cursor beyond the stream', 'RESYNC_REQUIRED', { after: Buffer.from('event:999999').toString('base64url') }],
    ['a variable of another type', 'BAD_USER_INPUT', { after: { x: 1 } }],
  ])('is refused for %s', async (_why, code, variables) => {
    socket.watch('1', variables as object);
    const { type, payload } = await socket.next('1');
    expect(type).toBe('next');
    expect(payload.errors[0].extensions.code).toBe(code);
    expect((await socket.next('1')).type).toBe('complete');
  });

  it('is refused over plain HTTP, with a message that names its transports', async () => {
    const { errors } = await send(app.url, WatchSessionEventsDocument, {});
    expect(errors[0]).toMatchObject({
      message: 'Subscriptions are served over WebSocket, or with `Accept: text/event-stream`.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('the socket', () => {
  it('executes queries and mutations, except those that set cookies', async () => {
    const text = print(CreateSessionDocument);
    socket.subscribe('1', text, { input: { channel: 'Chat' } });
    expect(await socket.next('1')).toMatchObject({ payload: { data: { newSession: { channel: 'Chat' } } } });
    await socket.next('1');
    socket.subscribe('1', print(SignInDocument), { userName: 'user@acme.test', password: demoPassword });
    const { payload } = await socket.next('1');
    expect(payload.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  it('applies the limits of HTTP, and ends only the operation', async () => {
    const deep = `{ ${'session(id: "x") { parent { '.repeat(1)}${'parent { '.repeat(20)}id${' }'.repeat(22)} }`;
    socket.subscribe('1', deep);
    expect(await socket.next('1')).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'QUERY_TOO_COMPLEX' } }],
    });
    socket.subscribe('1', `{ ${Array.from({ length: 5_000 }, () => 'a').join(' ')} }`);
    expect(await socket.next('1')).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }],
    });
    socket.watch('1');
    socket.watch('2');
    socket.watch('3');
    expect(await socket.next('3')).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'RATE_LIMITED' } }],
    });
    await create();
    await socket.events('1', 1);
    await socket.events('2', 1);
  });

  it('is closed for a message that is too long', async () => {
    socket.send('x'.repeat(300_000));
    expect((await socket.closed).code).toBe(1009);
  });

  it('is limited in number for each user', async () => {
    const more = [await openSocket(app.url), await openSocket(app.url)];
    const tooMany = await openSocket(app.url, { params: null });
    tooMany.send({ type: 'connection_init', payload: as('user@acme.test') });
    expect(await tooMany.closed).toEqual({ code: 1013, reason: 'Too many connections' });
    (await openSocket(app.url, { params: as('agent@acme.test') })).close();
    more[0]?.close();
    await more[0]?.closed;
    more.push(await openSocket(app.url));
    for (const one of more) one.close();
  });
});

describe('authentication of a socket', () => {
  it('accepts a password or API key in connection_init, headers, or a cookie', async () => {
    socket.close();
    await socket.closed;
    const { newApiKey } = await dataOf(app.url, CreateApiKeyDocument, { name: 'live' });
    const browser = new Browser(app.url);
    await browser.send(SignInDocument, { userName: 'user@acme.test', password: demoPassword });
    const origin = new URL(app.url).origin;
    const ways = [
      { params: { Authorization: as('user@acme.test').authorization } },
      { params: { authorization: `Bearer ${newApiKey.key}` } },
      { params: { 'X-Api-Key': newApiKey.key } },
      { params: {}, headers: as('user@acme.test') },
      { params: {}, headers: browser.headers },
      { params: {}, headers: { ...browser.headers, origin } },
    ];
    for (const way of ways) expect([way, await nameOn(way)]).toEqual([way, 'user@acme.test']);
  });

  async function nameOn(options: Parameters<typeof openSocket>[1]): Promise<string | null> {
    const other = await openSocket(app.url, options);
    other.subscribe('1', '{ me { emailAddress } }');
    const { payload } = await other.next();
    other.close();
    await other.closed;
    return payload.data.me?.emailAddress ?? null;
  }

  it('is checked for each event: a user who lost the account receives no more events', async () => {
    const colleague = await openSocket(app.url, { params: as('agent@acme.test') });
    await watch(socket, '1');
    await watch(colleague, '1');
    await create();
    await socket.events('1', 1);
    const globex = new ObjectId(demoIds.globex);
    await changeUser(app.database, 'user@acme.test', { accountIds: [globex], homeAccountId: globex });
    clock.advance(5_000);
    const { id } = await create('agent@acme.test');
    expect((await colleague.events('1', 2)).at(-1)).toMatchObject({ sessionId: id });
    expect(await socket.settle()).toEqual([]);
    await restore();
    colleague.close();
  });

  it('ends the subscription of a user who lost the role', async () => {
    await watch(socket, '1');
    await changeUser(app.database, 'user@acme.test', { roles: [] });
    clock.advance(5_000);
    await create('agent@acme.test');
    const { type, payload } = await socket.next('1');
    expect([type, payload[0].extensions.code]).toEqual(['error', 'FORBIDDEN']);
    await restore();
  });

  async function restore(): Promise<void> {
    const account = new ObjectId(demoIds.acme);
    await changeUser(app.database, 'user@acme.test', {
      roles: ['User'],
      accountIds: [account],
      homeAccountId: account,
    });
    clock.advance(5_000);
  }
});

describe('a truncated cursor', () => {
  it('is refused by subscriptions and by the history', async () => {
    const { id } = await create();
    const [event] = await eventsOf(app.url, id, 1);
    await raiseFloor(app.database, 10_000);
    socket.watch('1', { after: event?.cursor ?? '' });
    const { payload } = await socket.next('1');
    const { errors } = await send(app.url, ReadSessionEventsDocument, { after: event?.cursor ?? '' });
    for (const [error] of [payload.errors, errors]) {
      expect(error.extensions).toMatchObject({ code: 'RESYNC_REQUIRED', errors: [{ fieldName: 'after' }] });
    }
  });
});
