// Two servers on one database are killed repeatedly while sessions change and subscribers lose their connections.
import { setTimeout as wait } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { type ChangeFigures, changeSessions } from './change-sessions.ts';
import { type Counts, compareWithTimeline, readTimeline, type TimelineEvent } from './compare-with-timeline.ts';
import { apiKeyHeaders, basic, type Headers, requestData } from './graphql-request.ts';
import { Killer, password, ServerPair } from './server-pair.ts';
import { type EventFilter, EventStreamSubscriber, type Subscriber, WebSocketSubscriber } from './subscribers.ts';

export interface ChaosOptions {
  /** Connection string, with a database of its own. */
  readonly uri: string;
  readonly changes: number;
  readonly subscribers: number;
  readonly kills: number;
  readonly writers?: number;
  readonly cutEveryMs?: number;
}

export interface ChaosResult {
  readonly figures: Counts;
  readonly wrong: Counts;
  readonly subscribers: readonly Readonly<Record<string, number | string>>[];
  /** Number of all that is wrong. */
  readonly issues: number;
}

type User = 'admin' | 'acme' | 'globex';

/** A subscription, and the same filter as a function, to compare with. */
interface Subscription {
  readonly user: User;
  readonly description: string;
  readonly filter: EventFilter;
  readonly isWanted: (event: TimelineEvent) => boolean;
}

const users: Readonly<Record<User, string>> = {
  admin: 'admin@acme.test',
  acme: 'user@acme.test',
  globex: 'user@globex.test',
};
const [acme, globex] = ['acc000000000000000000001', 'acc000000000000000000002'];
const timeoutMs = 60_000;
const logsAndEnds = ['SessionLogAdded', 'SessionEnded'];

/** @param shared ids of sessions that change often */
const subscriptions = (shared: readonly string[]): readonly Subscription[] => [
  { user: 'admin', description: 'all events', filter: {}, isWanted: () => true },
  { user: 'acme', description: 'an account', filter: {}, isWanted: ({ accountId }) => accountId === acme },
  { user: 'globex', description: 'another account', filter: {}, isWanted: ({ accountId }) => accountId === globex },
  {
    user: 'admin',
    description: 'an account, by filter',
    filter: { accountIds: [globex] },
    isWanted: ({ accountId }) => accountId === globex,
  },
  {
    user: 'admin',
    description: 'created sessions',
    filter: { kinds: ['SessionCreated'] },
    isWanted: ({ kind }) => kind === 'SessionCreated',
  },
  {
    user: 'acme',
    description: 'logs and ends',
    filter: { kinds: logsAndEnds },
    isWanted: ({ kind, accountId }) => accountId === acme && logsAndEnds.includes(kind),
  },
  {
    user: 'admin',
    description: 'a channel',
    filter: { channel: ['Voice'] },
    isWanted: ({ session }) => session.channel === 'Voice',
  },
  {
    user: 'admin',
    description: 'a few sessions',
    filter: { sessionIds: shared },
    isWanted: ({ sessionId }) => shared.includes(sessionId),
  },
];

interface Prepared {
  readonly keys: Readonly<Record<User, Headers>>;
  /** Ids of sessions that several clients change. */
  readonly shared: readonly string[];
}

interface Subscribed extends Subscription {
  readonly transport: string;
  readonly subscriber: Subscriber;
}

async function subscribeAll(
  pair: ServerPair,
  { keys, shared, subscribers }: Prepared & { readonly subscribers: number },
): Promise<Subscribed[]> {
  const all = subscriptions(shared);
  const made = Array.from({ length: subscribers }, (_, n) => n).flatMap((n) => {
    const subscription = all[n % all.length];
    if (!subscription) return [];
    const isSocket = Math.floor(n / all.length + n) % 2 === 0;
    const options = { urlOf: () => pair.anyUrl(), headers: keys[subscription.user], filter: subscription.filter };
    const subscriber = isSocket ? new WebSocketSubscriber(options) : new EventStreamSubscriber(options);
    return [{ ...subscription, transport: isSocket ? 'WebSocket' : 'event stream', subscriber }];
  });
  await Promise.all(made.map(({ subscriber }) => subscriber.started));
  return made;
}

/** Waits until a condition holds, at most for the timeout. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + timeoutMs; performance.now() < end; await wait(50)) {
    if (await condition()) return;
  }
}

/** Creates API keys, and sessions that several clients will change. */
async function prepare(url: string): Promise<Prepared> {
  const keyFor = (user: User): Promise<Headers> => apiKeyHeaders(url, basic(users[user], password));
  const keys = { admin: await keyFor('admin'), acme: await keyFor('acme'), globex: await keyFor('globex') };
  const create = 'mutation { newSession(input: { channel: Voice }) { id } }';
  const shared: string[] = [];
  for (let n = 0; n < 4; n += 1) {
    const { newSession } = await requestData<{ newSession: { id: string } }>(url, keys.acme, create);
    shared.push(newSession.id);
  }
  return { keys, shared };
}

/** Cuts the connection of a random subscriber at an interval. @returns a function that ends it and returns the number of cuts */
function cutConnections(all: readonly Subscribed[], everyMs: number): () => number {
  let cuts = 0;
  const timer = setInterval(() => {
    cuts += 1;
    all[Math.floor(Math.random() * all.length)]?.subscriber.cut();
  }, everyMs);
  return () => {
    clearInterval(timer);
    return cuts;
  };
}

/** Compares the received cursors with the expected ones. */
function differences(wanted: readonly string[], received: readonly string[]): Counts {
  const [expected, distinct] = [new Set(wanted), new Set(received)];
  const places = new Map(wanted.map((cursor, index) => [cursor, index]));
  const order = received.flatMap((cursor) => places.get(cursor) ?? []);
  return {
    missing: wanted.filter((cursor) => !distinct.has(cursor)).length,
    doubled: received.length - distinct.size,
    unwanted: [...distinct].filter((cursor) => !expected.has(cursor)).length,
    'out of order': order.filter((place, n) => n > 0 && place < (order[n - 1] ?? 0)).length,
  };
}

/** Makes the changes while connections are cut and servers are killed. @returns the counts of changes, kills and cuts */
async function disturbedChanges(
  pair: ServerPair,
  all: readonly Subscribed[],
  { keys, shared }: Prepared,
  { changes, kills, writers = 16, cutEveryMs = 150 }: ChaosOptions,
): Promise<{ readonly made: ChangeFigures; readonly killed: number; readonly cuts: number }> {
  const stopCutting = cutConnections(all, cutEveryMs);
  const killer = new Killer(pair, { changes, kills });
  const made = await changeSessions({
    urls: () => pair.urls(),
    clients: Array.from({ length: writers }, (_, n) =>
      n % 4 === 3 ? { headers: keys.globex, shared: [] } : { headers: keys.acme, shared },
    ),
    changes,
    onProgress: (count) => killer.onProgress(count),
  });
  const killed = await killer.finish();
  return { made, killed, cuts: stopCutting() };
}

/** Runs the whole scenario. @returns counts, those of each subscriber, and what is wrong */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const began = performance.now();
  const pair = await ServerPair.start(options.uri);
  const client = await MongoClient.connect(options.uri);
  const db = client.db();
  const firstUrl = pair.anyUrl();
  const prepared = await prepare(firstUrl);
  const { keys, shared } = prepared;
  const isRelayed = async (): Promise<boolean> =>
    (await db.collection('sessions').countDocuments({ outbox: { $exists: true } })) === 0;
  // the timeline begins after the events of the shared sessions
  await until(isRelayed);
  const start = await requestData<{ sessionEventCursor: string }>(firstUrl, keys.admin, '{ sessionEventCursor }');

  const all = await subscribeAll(pair, { keys, shared, subscribers: options.subscribers });
  const { made, killed, cuts } = await disturbedChanges(pair, all, prepared, options);

  await until(isRelayed);
  const timeline = await readTimeline(pair.anyUrl(), keys.admin, start.sessionEventCursor);
  const expected = all.map((one) => ({ ...one, wanted: timeline.filter(one.isWanted).map(({ cursor }) => cursor) }));
  await until(() => expected.every(({ subscriber, wanted }) => subscriber.received.length >= wanted.length));
  // duplicates arrive a moment later
  await wait(500);
  const verdict = await compareWithTimeline({ timeline, acknowledged: made.acknowledged, db, before: shared });
  await Promise.all(all.map(({ subscriber }) => subscriber.end()));
  await client.close();
  await pair.close();
  const seconds = Math.round((performance.now() - began) / 1_000);
  const figures = { ...countsOf(made), ...verdict.found, kills: killed, cuts, seconds };
  return { figures, ...judge(expected, verdict.wrong) };
}

const countsOf = ({ sent, acknowledged, rejected, inDoubt }: ChangeFigures): Counts => ({
  sent,
  acknowledged: acknowledged.length,
  rejected,
  'in doubt': inDoubt,
});

/** Compares what each subscriber received, and counts all that is wrong. */
function judge(
  expected: readonly (Subscribed & { readonly wanted: readonly string[] })[],
  wrong: Counts,
): Omit<ChaosResult, 'figures'> {
  const rows = expected.map(({ user, description, transport, wanted, subscriber }) => ({
    row: { user, description, transport, connections: subscriber.connections, wanted: wanted.length },
    wrong: differences(wanted, subscriber.received),
  }));
  return {
    wrong,
    subscribers: rows.map((one) => ({ ...one.row, ...one.wrong })),
    issues: [wrong, ...rows.map((one) => one.wrong)].flatMap(Object.values).reduce((sum, n) => sum + n, 0),
  };
}
