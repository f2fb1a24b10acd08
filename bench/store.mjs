// The embedded database alone: npm run bench -- store [SIZE] [SECONDS]
// Inserts, reads, updates and pages through the driver, by 32 clients, at growing sizes.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongodb } from '@voice-sessions/embedded-mongodb';
import { calculateObjectSize } from 'bson';
import { MongoClient } from 'mongodb';
import { fullSession, numbered, sessionIndexes } from './full-session.mjs';

const clients = 32;
const sizes = process.argv[3] ? [Number(process.argv[3])] : [100_000, 1_000_000];
const seconds = Number(process.argv[4] ?? 5);
const goals = { inserts: 2_000, newest: 25 };

/** Repeats `work` in every client. @returns how often per second */
async function rate(duration, work) {
  const end = performance.now() + duration * 1_000;
  const start = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) {
        await work(done);
        done++;
      }
    }),
  );
  return done / ((performance.now() - start) / 1_000);
}

/** Median duration in milliseconds. */
async function median(times, work) {
  const taken = [];
  for (let n = 0; n < times; n++) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  return taken.sort((a, b) => a - b)[times >> 1];
}

async function measure(db, size) {
  const sessions = db.collection('sessions');
  let n = await sessions.estimatedDocumentCount();
  const ids = [];
  while (n < size) {
    const batch = Array.from({ length: Math.min(2_000, size - n) }, () => fullSession(n++));
    ids.push(batch[0]._id, batch.at(-1)._id);
    await sessions.insertMany(batch, { ordered: false });
  }
  const newest = { accountId: numbered(0) };
  const order = { dateCreated: -1, _id: -1 };
  const first = await sessions.find(newest).sort(order).limit(50).toArray();
  const last = first.at(-1);
  const beyond = {
    $or: [{ dateCreated: { $lt: last.dateCreated } }, { dateCreated: last.dateCreated, _id: { $lt: last._id } }],
  };
  const pick = () => ids[Math.floor(Math.random() * ids.length)];
  return {
    'pings/s, 32 clients': Math.round(await rate(seconds, () => db.command({ ping: 1 }))),
    'inserts/s, 32 clients': Math.round(await rate(seconds, () => sessions.insertOne(fullSession(n++, 10)))),
    'reads by id/s, 32 clients': Math.round(await rate(seconds, () => sessions.findOne({ _id: pick() }))),
    'updates by id/s, 32 clients': Math.round(
      await rate(seconds, () => sessions.updateOne({ _id: pick() }, { $inc: { revision: 1 } })),
    ),
    'newest 50, ms': Number((await median(50, () => sessions.find(newest).sort(order).limit(50).toArray())).toFixed(2)),
    'next 50, ms': Number(
      (
        await median(50, () =>
          sessions
            .find({ ...newest, ...beyond })
            .sort(order)
            .limit(50)
            .toArray(),
        )
      ).toFixed(2),
    ),
    'newest 50 of 10 accounts, ms': Number(
      (
        await median(50, () =>
          sessions
            .find({ accountId: { $in: Array.from({ length: 10 }, (_, a) => numbered(a)) } })
            .sort(order)
            .limit(50)
            .toArray(),
        )
      ).toFixed(2),
    ),
    'count of the account, ms': Number((await median(5, () => sessions.countDocuments(newest))).toFixed(1)),
    'memory of the process, MB': Math.round(process.memoryUsage.rss() / 2 ** 20),
  };
}

const dataDir = await mkdtemp(join(tmpdir(), 'voice-sessions-bench-'));
const store = await startEmbeddedMongodb({ dataDir });
const client = await MongoClient.connect(store.uri, { maxPoolSize: clients });
try {
  const sessions = client.db('bench').collection('sessions');
  for (const [key, options] of sessionIndexes) await sessions.createIndex(key, options);
  console.log(
    `one session: ${calculateObjectSize(fullSession(1))} bytes, ${sessionIndexes.length} indexes besides _id`,
  );
  const table = {};
  for (const size of sizes) {
    const started = performance.now();
    const figures = await measure(client.db('bench'), size);
    figures['file, MB'] = Math.round((await stat(join(dataDir, 'store.mdb'))).size / 2 ** 20);
    figures['filling and measuring, s'] = Math.round((performance.now() - started) / 1_000);
    table[`${size} sessions`] = figures;
  }
  console.table(
    Object.fromEntries(
      Object.keys(Object.values(table)[0]).map((row) => [
        row,
        Object.fromEntries(Object.entries(table).map(([size, figures]) => [size, figures[row]])),
      ]),
    ),
  );
  const smallest = Object.values(table)[0];
  const missed = [
    smallest['inserts/s, 32 clients'] < goals.inserts && 'inserts',
    smallest['newest 50, ms'] > goals.newest && 'newest 50',
  ].filter(Boolean);
  console.log(missed.length > 0 ? `goals missed: ${missed.join(', ')}` : 'all goals met');
} finally {
  await client.close();
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
}
