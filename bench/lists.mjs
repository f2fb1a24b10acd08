// Measures the latency of common session pages as the collection grows, and reports the index of each.
// Usage: npm run bench -- lists [SIZES] [ROUNDS]
// SIZES are separated by commas. With MONGODB_URI it creates its own database there and drops it.
import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongodb } from '@voice-sessions/embedded-mongodb';
import { MongoClient, ObjectId } from 'mongodb';
import { pino } from 'pino';
import { loadConfig } from '../dist/app/config.js';
import { ended, storedMember, storedSession } from '../dist/bench/test/support/session-documents.js';
// Imports the mongoose instance of the server, for its debug hook.
import mongoose from '../node_modules/mongoose/index.js';
import { numbered } from './full-session.mjs';

const { startApp } = await import('../dist/app/start-app.js');

const password = 'correct horse battery staple';
const agent = '05e000000000000000000003';
const customers = ['c05000000000000000000001', 'c05000000000000000000002', 'c05000000000000000000003'];
const start = Date.now();
const dateOf = (n, seconds = 0) => new Date(start - n * 60_000 + seconds * 1_000);
const sizes = process.argv[3]
  ? process.argv[3].split(',').map(Number)
  : [1_000, 10_000, 100_000, ...(process.env.MONGODB_URI ? [1_000_000] : [])];
const rounds = Number(process.argv[4] ?? 15);

/** Returns the nth session before now, one a minute. One in 200 has not ended. */
function session(n) {
  const isOver = n % 200 !== 0;
  return storedSession(n, {
    customerId: new ObjectId(customers[n % 100 === 0 ? 2 : n % 2]),
    endpointId: numbered(n % 200),
    ...(n % 50 === 0 && { parentSessionId: new ObjectId(parentId(n % 1_000)) }),
    channel: n % 100 === 0 ? 'Fax' : n % 3 === 0 ? 'Chat' : 'Voice',
    direction: n % 2 === 0 ? 'Incoming' : 'Outgoing',
    dateCreated: dateOf(n),
    dateLastModified: dateOf(n),
    ...(isOver ? { ...ended(n, 0), dateCompleted: dateOf(n, n % 900) } : { callState: 'Ringing' }),
    wasMissed: n % 70 === 0,
    displayName: `Session ${n}`,
    fromAddress: `agent${n % 50}@acme.test`,
    toAddress: `+49${n % 500}`,
    ...(n % 300 === 0 && { members: [storedMember(`user:${agent}`)] }),
  });
}

const parentId = (n) => n.toString(16).padStart(24, '5');
const by = (field, direction = 'Descend') => ({ orderBy: { field, direction } });
const dayOf = (size) => {
  const from = dateOf(size >> 1);
  return { from: from.toISOString(), to: new Date(from.getTime() + 3_600_000).toISOString() };
};
const commonest = (size) => ({
  newest: {},
  oldest: by('DateCreated', 'Ascend'),
  'last modified': by('DateLastModified'),
  'last completed': by('DateCompleted'),
  'not ended': { filter: { ended: false } },
  'a channel': { filter: { channel: ['Fax'] } },
  'a call state': { filter: { callState: ['Ringing', 'Hold'] } },
  missed: { filter: { wasMissed: true } },
  'a customer': { filter: { customerIds: [customers[2]] } },
  'a subtree': { filter: { customerIds: [customers[1]], customerSubtree: true } },
  'an endpoint': { filter: { endpointIds: [numbered(7).toHexString()] } },
  'a parent': { filter: { parentSessionId: parentId(50) } },
  'a member': { filter: { members: [`user:${agent}`] } },
  'an address': { filter: { toAddress: { equals: '+4977' } } },
  'an hour': { filter: { dateCreated: dayOf(size) } },
});

const query = `query($filter: SessionFilter, $orderBy: SessionOrder, $first: Int, $after: String, $last: Int, $before: String) {
  sessions(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    nodes { id displayName channel callState dateCreated accountName customerName }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

async function page(url, variables) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`user@acme.test:${password}`).toString('base64')}`,
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data.sessions;
}

/** Measures a duration in milliseconds. */
async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Returns the median and the second slowest duration, in milliseconds. */
async function latency(work) {
  const taken = [];
  for (let round = 0; round < rounds; round += 1) taken.push(await timed(work));
  taken.sort((a, b) => a - b);
  return `${taken[rounds >> 1].toFixed(1)} (${taken[Math.max(0, rounds - 2)].toFixed(1)})`;
}

/** Inserts sessions up to a size, in two concurrent lanes. */
async function load(sessions, from, size) {
  let n = from;
  const lane = async () => {
    while (n < size) {
      const batch = Array.from({ length: Math.min(1_000, size - n) }, () => session(n++));
      await sessions.insertMany(batch, { ordered: false });
    }
  };
  await Promise.all([lane(), lane()]);
}

/**
 * Returns the index of every find of a page, from the explain command; `no explain` if the database does not support
 * it.
 */
async function plansOf(db, work) {
  const finds = [];
  mongoose.set('debug', (collection, method, filter, options) => {
    if (collection === 'sessions' && method === 'find' && options.limit) finds.push({ filter, ...options });
  });
  await work();
  mongoose.set('debug', false);
  const names = [];
  for (const { filter, sort, limit } of finds) {
    const explain = { find: 'sessions', filter, sort, limit };
    const plan = await db.command({ explain, verbosity: 'queryPlanner' }).catch(() => null);
    const text = JSON.stringify(plan?.queryPlanner?.winningPlan ?? {});
    names.push(
      plan
        ? (/"indexName":"([^"]+)"/.exec(text)?.[1] ?? 'NONE') + (text.includes('"SORT"') ? ' + sort' : '')
        : 'no explain',
    );
  }
  return [...new Set(names)].join(', ');
}

/** Reads all pages while sessions are created. Each session that existed throughout must appear exactly once. */
async function walkUnderLoad(url, sessions, backward, from) {
  const there = new Set(
    (await sessions.find({}, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id.toHexString()),
  );
  const creating = (async () => {
    for (let n = 0; n < 1_000; n += 20) {
      await sessions.insertMany(
        Array.from({ length: 20 }, (_, i) => session(i % 2 === 0 ? from + n + i : (n * 7 + i) % from)),
      );
    }
  })();
  const seen = [];
  let cursor = null;
  do {
    const { nodes, pageInfo } = await page(
      url,
      backward ? { last: 100, before: cursor } : { first: 100, after: cursor },
    );
    seen.push(...nodes.map(({ id }) => id));
    cursor = backward ? pageInfo.hasPreviousPage && pageInfo.startCursor : pageInfo.hasNextPage && pageInfo.endCursor;
  } while (cursor);
  await creating;
  const met = new Set(seen);
  const missed = [...there].filter((id) => !met.has(id)).length;
  return { 'there throughout': there.size, missed, repeated: seen.length - met.size };
}

const dataDir = await mkdtemp(join(tmpdir(), 'voice-sessions-bench-'));
const store = process.env.MONGODB_URI ? null : await startEmbeddedMongodb({ dataDir });
const base = new URL(process.env.MONGODB_URI ?? store.uri);
const name = `bench_lists_${process.pid}`;
base.pathname = `/${name}`;
const uri = String(base);
const client = await MongoClient.connect(uri);
const config = loadConfig({
  PORT: '0',
  MONGODB_URI: uri,
  SEED_DEMO: '1',
  DEMO_PASSWORD: password,
  ARCHIVE_AFTER_DAYS: '36500',
});
// The first server creates the demo data. Each size gets a new server with empty caches.
async function startServer() {
  const app = await startApp(config, { log: pino({ level: 'silent' }) });
  await app.ready;
  return app;
}
await (await startServer()).close();
try {
  const db = client.db(name);
  const sessions = db.collection('sessions');
  const table = {};
  const firsts = {};
  const walks = {};
  let loaded = 0;
  for (const size of sizes) {
    const seconds = (await timed(() => load(sessions, loaded, size))) / 1_000;
    loaded = size;
    console.log(`${size} sessions after ${seconds.toFixed(0)} s`);
    const app = await startServer();
    for (const [label, variables] of Object.entries(commonest(size))) {
      table[label] ??= {};
      firsts[label] ??= {};
      const row = table[label];
      let first;
      const taken = await timed(async () => {
        first = await page(app.url, { first: 25, ...variables }).catch(({ message }) => console.error(label, message));
      });
      firsts[label][size] = taken.toFixed(1);
      if (!first) continue;
      row[size] = await latency(() => page(app.url, { first: 25, ...variables }));
      row[`${size} next`] = await latency(() =>
        page(app.url, { first: 25, after: first.pageInfo.endCursor, ...variables }),
      );
      if (size === sizes.at(-1)) row.index = await plansOf(db, () => page(app.url, { first: 25, ...variables }));
    }
    if (size === 10_000) {
      for (const direction of ['forward', 'backward']) {
        walks[direction] = await walkUnderLoad(app.url, sessions, direction === 'backward', size);
      }
    }
    await app.close();
  }
  console.log(`ms for a page of 25 over HTTP: median of ${rounds} (the second slowest)`);
  console.table(table);
  console.log('ms for the first page after loading');
  console.table(firsts);
  if (Object.keys(walks).length > 0) console.table(walks);
} finally {
  await client.db(name).dropDatabase();
  await client.close();
  await store?.close();
  await rm(dataDir, { recursive: true, force: true });
}
