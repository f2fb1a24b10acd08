// A store for several processes: that of MONGODB_URI, in a database of its own, or an embedded one in a process of its own.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';

/** @returns its connection string, and what ends it and leaves nothing behind */
export async function openSharedStore() {
  const given = process.env.MONGODB_URI;
  if (given) {
    const uri = new URL(given);
    uri.pathname = `/bench_${process.pid}`;
    return {
      uri: String(uri),
      async close() {
        const client = await MongoClient.connect(String(uri));
        await client.db().dropDatabase();
        await client.close();
      },
    };
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'voice-sessions-bench-'));
  const child = fork(fileURLToPath(new URL('./contenders/store.mjs', import.meta.url)), [dataDir]);
  const [{ uri }] = await once(child, 'message');
  return {
    uri,
    async close() {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
