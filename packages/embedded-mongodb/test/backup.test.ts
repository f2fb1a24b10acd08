import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongodb } from '@voice-sessions/embedded-mongodb';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, it } from 'vitest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'voice-sessions-backup-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function withStore<T>(dataDir: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const store = await startEmbeddedMongodb({ dataDir });
  const client = await MongoClient.connect(store.uri);
  try {
    return await work(client);
  } finally {
    await client.close();
    await store.close();
  }
}

it('a copy of the folder of a stopped store has all of it, whatever becomes of the folder', async () => {
  const [dataDir, backup] = [join(folder, 'data'), join(folder, 'backup')];
  const kept = [{ _id: 1 }, { _id: 2 }];
  await withStore(dataDir, async (client) => {
    await client.db('kept').collection<{ _id: number }>('things').insertMany(kept);
    await client.db('kept').collection('things').createIndex({ name: 1 });
  });
  await cp(dataDir, backup, { recursive: true });
  await withStore(dataDir, (client) => client.db('kept').dropDatabase());
  await withStore(backup, async (client) => {
    const things = client.db('kept').collection('things');
    expect(await things.find().sort({ _id: 1 }).toArray()).toEqual(kept);
    expect(await things.indexes()).toHaveLength(2);
  });
});
