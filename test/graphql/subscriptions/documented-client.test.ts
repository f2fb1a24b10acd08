import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type FollowOptions, followSessionEvents } from '../../../docs/examples/live-client.ts';
import {
  AddOneLogEntryDocument,
  CreateSessionDocument,
  type EventFragment,
  ReadEventCursorDocument,
  WatchSessionEventsDocument,
  type WatchSessionEventsSubscriptionVariables,
} from '../../operations/operations.generated.ts';
import { raiseFloor } from '../../support/direct-store.ts';
import { as, dataOf } from '../../support/graphql-client.ts';
import { eventsOf } from '../../support/session-events.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

type Options = FollowOptions<EventFragment, WatchSessionEventsSubscriptionVariables['filter']>;

/** A WebSocket class that tracks its open connections, so that a test can cut them. */
class Wire extends WebSocket {
  static readonly open = new Set<WebSocket>();

  constructor(...args: ConstructorParameters<typeof WebSocket>) {
    super(...args);
    Wire.open.add(this);
    this.once('close', () => Wire.open.delete(this));
  }

  /** Terminates every connection without a close frame. */
  static cut(): void {
    for (const socket of Wire.open) socket.terminate();
  }
}

let app: TestApp;
let received: (string | undefined)[];
let begins: string[];
let ending: AbortController;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(() => {
  [received, begins, ending] = [[], [], new AbortController()];
  return () => ending.abort();
});

/** Polling options with a timeout long enough for a busy machine. */
const soon = { timeout: 10_000 };

const create = async () => (await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Voice' } })).newSession;
const note = (id: string, message: string, url = app.url) =>
  dataOf(url, AddOneLogEntryDocument, { input: { sessionId: id, message } });
const follow = (parts: Partial<Options> = {}) =>
  followSessionEvents<EventFragment, WatchSessionEventsSubscriptionVariables['filter']>({
    url: () => `${app.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: Wire,
    credentials: as('user@acme.test'),
    document: WatchSessionEventsDocument,
    onBegin: (cursor) => begins.push(cursor),
    onEvent: ({ logMessage }) => received.push(logMessage),
    signal: ending.signal,
    ...parts,
  });

it('delivers each event once and in order across reconnects, also to another server', async () => {
  const { id } = await create();
  await eventsOf(app.url, id, 1);
  const following = follow({ filter: { sessionIds: [id] } });
  await expect.poll(() => begins.length, soon).toBe(1);
  const messages = Array.from({ length: 24 }, (_, n) => `${n}`);
  const other = await startTestApp({ MONGODB_URI: app.database.uri, SEED_DEMO: '0' });
  for (const [n, message] of messages.entries()) {
    await note(id, message, n % 2 ? app.url : other.url);
    if (n % 6 === 5) Wire.cut();
    if (n !== 14) continue;
    await app.close();
    app = { ...other, database: app.database };
  }
  await expect.poll(() => received.length, soon).toBe(messages.length);
  expect(received).toEqual(messages);
  expect(begins).toHaveLength(1);
  ending.abort();
  await following;
  await note(id, 'unheard');
  await eventsOf(app.url, id, messages.length + 2);
  expect(received).toEqual(messages);
});

it('misses nothing before its first event', async () => {
  void follow();
  await expect.poll(() => begins.length, soon).toBe(1);
  Wire.cut();
  await create();
  await expect.poll(() => received, soon).toEqual(['Session created by User Acme']);
});

it('starts after the given cursor', async () => {
  const { id } = await create();
  const [first] = await eventsOf(app.url, id, 1);
  await note(id, 'later');
  void follow({ after: first?.cursor ?? '', filter: { sessionIds: [id] } });
  await expect.poll(() => received, soon).toEqual(['later']);
  expect(begins).toEqual([]);
});

it('restarts when its cursor has been truncated', async () => {
  const { sessionEventCursor: after } = await dataOf(app.url, ReadEventCursorDocument, {});
  const { id } = await create();
  const [created] = await eventsOf(app.url, id, 1);
  await raiseFloor(app.database, created?.position ?? 0);
  void follow({ after });
  await expect.poll(() => begins, soon).toEqual([created?.cursor]);
  await note(id, 'after all');
  await expect.poll(() => received, soon).toEqual(['after all']);
});

it.each<[string, Partial<Options>, object]>([
  ['wrong credentials', { credentials: as('user@acme.test', 'wrong') }, { code: 4403 }],
  ['a missing role', { credentials: as('viewer@acme.test') }, [{ extensions: { code: 'FORBIDDEN' } }]],
  ['an invalid cursor', { after: 'x' }, [{ extensions: { code: 'BAD_USER_INPUT' } }]],
])('is refused for %s', async (_why, options, reason) => {
  await expect(follow(options)).rejects.toMatchObject(reason);
});
