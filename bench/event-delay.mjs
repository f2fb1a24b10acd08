// `npm run bench -- event-delay [changes]`: from the answer to a change until a subscriber is told of it, on the server that made
// the change and across to another one. A negative delay: the event was there before the answer.
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { ask, basic, keyOf } from './graphql.mjs';
import { startServer } from './server-process.mjs';
import { openSharedStore } from './shared-store.mjs';

const changes = Number(process.argv[3] ?? 500);
const password = 'event-delay';
const note = 'mutation ($input: AddSessionLog!) { addSessionLog(input: $input) { revision } }';
const lastAfterMs = 5_000;

/** Milliseconds from the sending of each change, and from its answer, to the event. */
async function measure(changed, watched, headers) {
  const heard = new Map();
  const { newSession } = await ask(changed, headers, 'mutation { newSession(input: { channel: Voice }) { id } }');
  const client = createClient({
    url: `${watched.replace('http', 'ws')}/graphql`,
    connectionParams: headers,
    webSocketImpl: WebSocket,
  });
  const query = 'subscription ($ids: [ID!]) { sessionEvents(filter: { sessionIds: $ids }) { revision } }';
  client.subscribe(
    { query, variables: { ids: [newSession.id] } },
    {
      next: ({ data }) => heard.set(data.sessionEvents.revision, performance.now()),
      error: console.error,
      complete() {},
    },
  );
  const change = () => ask(changed, headers, note, { input: { id: newSession.id, message: 'Noted' } });
  // begun as soon as it is told of anything
  while (heard.size === 0) {
    await change();
    await wait(500);
  }
  heard.clear();
  const made = [];
  for (let n = 0; n < changes; n += 1) {
    const sent = performance.now();
    const { addSessionLog } = await change();
    made.push({ sent, answered: performance.now(), revision: addSessionLog.revision });
    // at no particular moment between two looks of a server
    await wait(Math.random() * 60);
  }
  const end = performance.now() + lastAfterMs;
  while (heard.size < changes && performance.now() < end) await wait(20);
  await client.dispose();
  const told = made.filter(({ revision }) => heard.has(revision));
  return {
    missing: made.length - told.length,
    sinceSent: told.map(({ sent, revision }) => heard.get(revision) - sent).sort((a, b) => a - b),
    sinceAnswer: told.map(({ answered, revision }) => heard.get(revision) - answered).sort((a, b) => a - b),
  };
}

const at = (sorted, share) => Number(sorted[Math.floor((sorted.length - 1) * share)]?.toFixed(1));

const store = await openSharedStore();
const env = { MONGODB_URI: store.uri, DEMO_PASSWORD: password, MAX_DELAY_MS: '0' };
const servers = [await startServer({ ...env, SEED_DEMO: '1' }), await startServer({ ...env, SEED_DEMO: '0' })];
try {
  const [one, other] = servers.map(({ url }) => url);
  const headers = await keyOf(one, basic('user@acme.test', password));
  const table = {};
  for (const [row, watched] of [
    ['on one server', one],
    ['across two', other],
  ]) {
    const { missing, sinceSent, sinceAnswer } = await measure(one, watched, headers);
    table[row] = {
      changes,
      missing,
      'median ms after the answer': at(sinceAnswer, 0.5),
      'p99 ms': at(sinceAnswer, 0.99),
      'slowest ms': at(sinceAnswer, 1),
      'median ms after sending': at(sinceSent, 0.5),
    };
  }
  console.table(table);
} finally {
  await Promise.all(servers.map((server) => server.end('SIGTERM')));
  await store.close();
}
