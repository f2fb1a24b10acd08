// `npm run bench -- slow-subscriber [events]`: one subscriber over each transport reads nothing while all others do. What the
// server takes of memory, who is let go, and whether that one has everything after it has gone on from its last cursor.
import { once } from 'node:events';
import { get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { documentedClient } from './documented-client.mjs';
import { readEvents } from './event-stream.mjs';
import { ask, basic, keyOf } from './graphql.mjs';
import { overEventStream, overWebSocket } from './live-subscribers.mjs';
import { startServer } from './server-process.mjs';
import { openSharedStore } from './shared-store.mjs';

const events = Number(process.argv[3] ?? 100_000);
const password = 'slow-subscriber';
const writers = 16;
const patienceMs = 60_000;
const query = 'subscription ($after: String) { sessionEvents(after: $after) { cursor } }';
/** Created when it is over already: two events at once. */
const create = 'mutation { newSession(input: { channel: Voice, callState: Disconnected }) { id } }';
const unlimited = { RATE_LIMIT_USER: '1000000000', RATE_LIMIT_ACCOUNT: '1000000000', MAX_DELAY_MS: '0' };

/** Subscribes and stops reading. @returns what it was told, and what reads the rest: whether the connection has an end */
async function stallSocket(url, headers, after) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: headers }));
  await once(socket, 'message');
  const told = [];
  socket.on('message', (data) => {
    const { payload } = JSON.parse(data);
    if (payload?.data) told.push(payload.data.sessionEvents.cursor);
  });
  socket.pause();
  socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query, variables: { after } } }));
  const closed = once(socket, 'close');
  return {
    told,
    readRest() {
      socket.resume();
      return Promise.race([closed.then(() => true), wait(patienceMs, false, { ref: false })]);
    },
  };
}

async function stallEventStream(url, headers, after) {
  const params = new URLSearchParams({ query, variables: JSON.stringify({ after }) });
  const request = get(`${url}/graphql?${params}`, { headers: { accept: 'text/event-stream', ...headers } });
  const [body] = await once(request, 'response');
  const told = [];
  const read = async () => {
    for await (const { id } of readEvents({ body })) if (id) told.push(id);
  };
  return {
    told,
    readRest() {
      // however it ends, in the midst of something too
      const closed = read().catch(() => {});
      return Promise.race([closed.then(() => true), wait(patienceMs, false, { ref: false })]);
    },
  };
}

/** The most that was taken at any time. @returns what ends it, and says how much */
function watchMemory(server) {
  const most = { rss: 0, heapUsed: 0 };
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const { rss, heapUsed } = await server.memory();
      most.rss = Math.max(most.rss, rss);
      most.heapUsed = Math.max(most.heapUsed, heapUsed);
      await wait(100);
    }
  })();
  return async () => {
    isOver = true;
    await watching;
    return most;
  };
}

async function publish(url, headers) {
  let left = events / 2;
  const write = async () => {
    while (left > 0) {
      left -= 1;
      await ask(url, headers, create);
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
}

const until = async (isSo) => {
  for (const end = performance.now() + patienceMs; performance.now() < end && !isSo(); ) await wait(50);
};
const wrongs = (told) => ({
  missing: events - new Set(told).size,
  doubled: told.length - new Set(told).size,
});
const megabytes = ({ rss, heapUsed }) => ({
  'RSS, MB': Math.round(rss / 2 ** 20),
  'heap, MB': Math.round(heapUsed / 2 ** 20),
});

const store = await openSharedStore();
const server = await startServer({ ...unlimited, MONGODB_URI: store.uri, SEED_DEMO: '1', DEMO_PASSWORD: password });
try {
  const { url } = server;
  const headers = await keyOf(url, basic('user@acme.test', password));
  const follow = await documentedClient();
  const options = { urlOf: () => url, headers, filter: {}, follow };
  const { sessionEventCursor: start } = await ask(url, headers, '{ sessionEventCursor }');
  const readers = { 'reads, WebSocket': overWebSocket(options), 'reads, event stream': overEventStream(options) };
  await Promise.all(Object.values(readers).map(({ begun }) => begun));
  const stalled = {
    'reads nothing, WebSocket': await stallSocket(url, headers, start),
    'reads nothing, event stream': await stallEventStream(url, headers, start),
  };
  const before = await server.memory();
  const memoryOver = watchMemory(server);
  const began = performance.now();
  await publish(url, headers);
  const seconds = (performance.now() - began) / 1_000;
  await until(() => Object.values(readers).every(({ told }) => told.length >= events));
  // whoever has not read for ten seconds is let go
  await wait(12_000);
  const most = await memoryOver();
  const table = {};
  for (const [who, { told, connections }] of Object.entries(readers)) {
    table[who] = { 'let go': connections > 1, told: told.length, 'after going on': 0, ...wrongs(told) };
  }
  for (const [who, { told, readRest }] of Object.entries(stalled)) {
    const isLetGo = await readRest();
    const rest = overWebSocket({ ...options, after: told.at(-1) ?? start });
    await until(() => told.length + rest.told.length >= events);
    await rest.end();
    const all = [...told, ...rest.told];
    table[who] = { 'let go': isLetGo, told: told.length, 'after going on': rest.told.length, ...wrongs(all) };
  }
  await Promise.all(Object.values(readers).map((reader) => reader.end()));
  console.log(`${events} events in ${seconds.toFixed(0)} s`);
  console.table({ before: megabytes(before), most: megabytes(most), after: megabytes(await server.memory()) });
  console.table(table);
} finally {
  await server.end('SIGTERM');
  await store.close();
}
