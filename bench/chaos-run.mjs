// Two servers on one store are killed again and again while sessions change and subscribers lose their connections.
import { setTimeout as wait } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { compareWithTimeline, readTimeline } from './chaos-verdict.mjs';
import { ask, basic, keyOf } from './graphql.mjs';
import { overEventStream, overWebSocket } from './live-subscribers.mjs';
import { startServer } from './server-process.mjs';
import { changeSessions } from './session-changes.mjs';

const password = 'chaos';
const env = {
  DEMO_PASSWORD: password,
  LIVE_MAX_CONNECTIONS: '1000',
  RATE_LIMIT_USER: '1000000000',
  RATE_LIMIT_ACCOUNT: '1000000000',
  RATE_LIMIT_ADDRESS: '1000000000',
  MAX_DELAY_MS: '0',
};
const users = { admin: 'admin@acme.test', acme: 'user@acme.test', globex: 'user@globex.test' };
const [acme, globex] = ['acc000000000000000000001', 'acc000000000000000000002'];
const patienceMs = 60_000;
const pick = (list) => list[Math.floor(Math.random() * list.length)];

/** Who subscribes to what, and the same said once more, to compare with. @param shared sessions that change often */
const wishes = (shared) => [
  { who: 'admin', what: 'everything', filter: {}, isWanted: () => true },
  { who: 'acme', what: 'everything of an account', filter: {}, isWanted: ({ accountId }) => accountId === acme },
  { who: 'globex', what: 'of another account', filter: {}, isWanted: ({ accountId }) => accountId === globex },
  {
    who: 'admin',
    what: 'an account, by its filter',
    filter: { accountIds: [globex] },
    isWanted: ({ accountId }) => accountId === globex,
  },
  {
    who: 'admin',
    what: 'what was created',
    filter: { kinds: ['SessionCreated'] },
    isWanted: ({ kind }) => kind === 'SessionCreated',
  },
  {
    who: 'acme',
    what: 'logs and ends',
    filter: { kinds: ['SessionLogAdded', 'SessionEnded'] },
    isWanted: ({ kind, accountId }) => accountId === acme && ['SessionLogAdded', 'SessionEnded'].includes(kind),
  },
  {
    who: 'admin',
    what: 'a channel',
    filter: { channel: ['Voice'] },
    isWanted: ({ session }) => session.channel === 'Voice',
  },
  {
    who: 'admin',
    what: 'a few sessions',
    filter: { sessionIds: shared },
    isWanted: ({ sessionId }) => shared.includes(sessionId),
  },
];

/** Two servers, of which one or both are down now and then. */
async function startPair(uri) {
  const start = (demo) => startServer({ ...env, MONGODB_URI: uri, SEED_DEMO: demo });
  const servers = [await start('1'), await start('0')];
  const up = [true, true];
  const restarts = [Promise.resolve(), Promise.resolve()];
  const restart = async (which) => {
    servers[which] = await start('0');
    up[which] = true;
  };
  return {
    urls: () => servers.flatMap(({ url }, which) => (up[which] ? [url] : [])),
    /** Also one that is down: clients do not know. */
    anyUrl: () => pick(servers).url,
    async kill(which) {
      await restarts[which];
      up[which] = false;
      await servers[which].end('SIGKILL');
      restarts[which] = restart(which);
    },
    allUp: () => Promise.all(restarts),
    close: () => Promise.all(servers.map((server) => server.end('SIGTERM'))),
  };
}

/** Kills one after the other as changes are made; every third one while the other is still coming up. */
function killer(pair, { changes, kills }) {
  let done = 0;
  let last = Promise.resolve();
  return {
    onProgress(count) {
      const together = (done + 1) % 3 === 0 ? 1 : 0;
      if (done >= kills || count < (changes * (done + 1 - together)) / (kills + 1)) return;
      const which = done % 2;
      done += 1;
      last = last.then(() => pair.kill(which));
    },
    async over() {
      await last;
      await pair.allUp();
      return done;
    },
  };
}

async function subscribeAll({ pair, keys, shared, subscribers, follow }) {
  const all = wishes(shared);
  const made = Array.from({ length: subscribers }, (_, n) => {
    const wish = all[n % all.length];
    const isSocket = Math.floor(n / all.length + n) % 2 === 0;
    const options = { urlOf: pair.anyUrl, headers: keys[wish.who], filter: wish.filter, follow };
    const subscriber = isSocket ? overWebSocket(options) : overEventStream(options);
    return { ...wish, transport: isSocket ? 'WebSocket' : 'event stream', subscriber };
  });
  await Promise.all(made.map(({ subscriber }) => subscriber.begun));
  return made;
}

/** Waits until it is so, or for so long that it is not going to be. */
async function until(isSo) {
  for (const end = performance.now() + patienceMs; performance.now() < end; await wait(50)) if (await isSo()) return;
}

/**
 * @param uri the store, with a database of its own
 * @param follow what subscribes over WebSocket
 * @returns the figures, those of each subscriber, and how much of all that is wrong
 */
export async function runChaos({ uri, changes, subscribers, kills, writers = 16, cutEveryMs = 150, follow }) {
  const began = performance.now();
  const pair = await startPair(uri);
  const client = await MongoClient.connect(uri);
  const [url] = pair.urls();
  const keys = {};
  for (const [name, user] of Object.entries(users)) keys[name] = await keyOf(url, basic(user, password));
  const create = 'mutation { newSession(input: { channel: Voice }) { id } }';
  const shared = [];
  for (let n = 0; n < 4; n += 1) shared.push((await ask(url, keys.acme, create)).newSession.id);
  const db = client.db();
  const isAllMoved = async () => (await db.collection('sessions').countDocuments({ outbox: { $exists: true } })) === 0;
  // what is told from here on is of later changes only
  await until(isAllMoved);
  const { sessionEventCursor: start } = await ask(url, keys.admin, '{ sessionEventCursor }');

  const all = await subscribeAll({ pair, keys, shared, subscribers, follow });
  let cuts = 0;
  const cutting = setInterval(() => {
    cuts += 1;
    pick(all).subscriber.cut();
  }, cutEveryMs);
  const killing = killer(pair, { changes, kills });
  const clients = Array.from({ length: writers }, (_, n) =>
    n % 4 === 3 ? { headers: keys.globex, shared: [] } : { headers: keys.acme, shared },
  );
  const { onProgress } = killing;
  const made = await changeSessions({ urls: pair.urls, clients, changes, onProgress });
  const killed = await killing.over();
  clearInterval(cutting);

  await until(isAllMoved);
  const timeline = await readTimeline(pair.urls()[0], keys.admin, start);
  const wantedOf = ({ isWanted }) => timeline.filter(isWanted).map(({ cursor }) => cursor);
  await until(() => all.every((one) => one.subscriber.told.length >= wantedOf(one).length));
  // what comes twice comes a moment later
  await wait(500);
  const verdict = await compareWithTimeline({ timeline, acknowledged: made.acknowledged, db, before: shared });
  const told = all.map((one) => ({ ...one, wanted: wantedOf(one) }));
  await Promise.all(all.map(({ subscriber }) => subscriber.end()));
  await client.close();
  await pair.close();
  const seconds = Math.round((performance.now() - began) / 1_000);
  const { sent, refused, inDoubt, acknowledged } = made;
  const wrongs = told.map(({ wanted, subscriber }) => differences(wanted, subscriber.told));
  return {
    figures: {
      sent,
      acknowledged: acknowledged.length,
      refused,
      'in doubt': inDoubt,
      ...verdict.found,
      kills: killed,
      cuts,
      seconds,
    },
    wrong: verdict.wrong,
    subscribers: told.map(({ who, what, transport, wanted, subscriber: { connections } }, n) => {
      return { who, what, transport, connections, wanted: wanted.length, ...wrongs[n] };
    }),
    faults: [verdict.wrong, ...wrongs].flatMap(Object.values).reduce((sum, count) => sum + count, 0),
  };
}

/** What was told compared with what should have been. */
function differences(wanted, told) {
  const [expected, heard] = [new Set(wanted), new Set(told)];
  const place = new Map(wanted.map((cursor, at) => [cursor, at]));
  const places = told.flatMap((cursor) => place.get(cursor) ?? []);
  return {
    missing: wanted.filter((cursor) => !heard.has(cursor)).length,
    doubled: told.length - heard.size,
    unwanted: [...heard].filter((cursor) => !expected.has(cursor)).length,
    'out of order': places.filter((at, n) => n > 0 && at < places[n - 1]).length,
  };
}
