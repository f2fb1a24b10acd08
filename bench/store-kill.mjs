import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { fullSession, numbered, sessionIndexes } from './session-documents.mjs';

const rounds = Number(process.argv[3] ?? 20);
const clients = 32;
const script = fileURLToPath(new URL('../packages/embedded-mongodb/test/store-process.mjs', import.meta.url));

async function startStore(dataDir) {
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(child.stdout), 'line');
  const { uri, refused } = JSON.parse(line);
  if (refused) throw new Error(refused);
  const client = await MongoClient.connect(uri, { maxPoolSize: clients, serverSelectionTimeoutMS: 1_000 });
  return { child, client, sessions: client.db('bench').collection('sessions') };
}

/** Every acknowledged session is there once, and each index knows as many as the collection holds. */
async function check(sessions, acknowledged) {
  const found = new Map();
  for await (const { _id } of sessions.find({}, { projection: { _id: 1 } }))
    found.set(_id.toHexString(), (found.get(_id.toHexString()) ?? 0) + 1);
  const lost = [...acknowledged].filter((id) => !found.has(id)).length;
  const doubled = [...found.values()].filter((times) => times > 1).length;
  const byAccount = await sessions.countDocuments({ accountId: numbered(0) });
  const byKey = await sessions.countDocuments({ 'idempotency.key': { $exists: true } });
  return { stored: found.size, lost, doubled, 'index differs': byAccount !== found.size || byKey !== found.size };
}

const dataDir = await mkdtemp(join(tmpdir(), 'voice-sessions-kill-'));
const acknowledged = new Set();
const table = {};
let n = 0;
try {
  for (let round = 1; round <= rounds; round++) {
    const { child, client, sessions } = await startStore(dataDir);
    if (round === 1) for (const [key, options] of sessionIndexes) await sessions.createIndex(key, options);
    const goal = acknowledged.size + 200 + Math.floor(Math.random() * 400);
    const writers = Array.from({ length: clients }, async () => {
      while (true) {
        const document = fullSession(n++);
        await sessions.insertOne(document);
        acknowledged.add(document._id.toHexString());
        if (acknowledged.size === goal) child.kill('SIGKILL');
      }
    });
    const gone = once(child, 'exit');
    await Promise.allSettled(writers);
    await gone;
    await client.close();
    const again = await startStore(dataDir);
    table[round] = { acknowledged: acknowledged.size, ...(await check(again.sessions, acknowledged)) };
    await again.client.close();
    const ended = once(again.child, 'exit');
    again.child.kill('SIGKILL');
    await ended;
  }
  console.table(table);
  const bad = Object.values(table).filter((one) => one.lost > 0 || one.doubled > 0 || one['index differs']);
  console.log(
    bad.length > 0 ? `${bad.length} rounds lost or doubled something` : `${rounds} kills, nothing lost, nothing twice`,
  );
  process.exitCode = bad.length > 0 ? 1 : 0;
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
