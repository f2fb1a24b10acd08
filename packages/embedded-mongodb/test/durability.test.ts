import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongodb } from '@voice-sessions/embedded-mongodb';
import { MongoClient } from 'mongodb';
import { afterEach, describe, expect, test } from 'vitest';
import { startStoreProcess } from './store-process.ts';

const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'voice-sessions-store-'));
  cleanUps.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function clientOf(uri: string): Promise<MongoClient> {
  const client = await MongoClient.connect(uri, { maxPoolSize: 32, serverSelectionTimeoutMS: 2_000 });
  cleanUps.push(() => client.close());
  return client;
}

async function storeProcess(dataDir: string): ReturnType<typeof startStoreProcess> {
  const process = await startStoreProcess(dataDir);
  cleanUps.push(() => process.kill());
  return process;
}

function socketPath(uri: string): string {
  return decodeURIComponent(new URL(uri).hostname);
}

// Several processes start one after the other; on a busy machine each takes seconds.
describe('the data folder', { timeout: 60_000 }, () => {
  test('is accessible only to its owner, and so is the socket in it', async () => {
    const dataDir = join(await temporaryFolder(), 'data');
    const store = await startEmbeddedMongodb({ dataDir });
    cleanUps.push(() => store.close());
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    expect((await stat(socketPath(store.uri))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, 'store.mdb'))).mode & 0o777).toBe(0o600);
    expect(socketPath(store.uri).startsWith(dataDir)).toBe(true);
  });

  test('rejects a second process, and a second database of the same process, with one line', async () => {
    const dataDir = await temporaryFolder();
    const first = await storeProcess(dataDir);
    expect(first.refused).toBeUndefined();
    const second = await storeProcess(dataDir);
    expect(second.refused).toBe(`another process has the data folder ${dataDir} open`);
    await expect(startEmbeddedMongodb({ dataDir })).rejects.toMatchObject({
      name: 'DataDirError',
      code: 'DATA_DIR_IN_USE',
    });
    const client = await clientOf(first.uri);
    expect(await client.db('d').command({ ping: 1 })).toMatchObject({ ok: 1 });
  });

  test('is locked by exactly one of several concurrent starts', async () => {
    const dataDir = await temporaryFolder();
    const dead = await storeProcess(dataDir);
    await dead.kill();
    const all = await Promise.all([1, 2, 3].map(() => storeProcess(dataDir)));
    expect(all.filter((one) => one.refused === undefined)).toHaveLength(1);
  });

  test('is unlocked after a close and after a kill, and keeps all writes', async () => {
    const dataDir = await temporaryFolder();
    const closed = await startEmbeddedMongodb({ dataDir });
    const client = await MongoClient.connect(closed.uri);
    await client.db('d').collection('c').createIndex({ n: 1 }, { unique: true });
    await client.db('d').collection('c').insertOne({ n: 1 });
    await client.close();
    await closed.close();
    expect((await readdir(dataDir)).filter((name) => name.endsWith('.sock'))).toEqual([]);
    const killed = await storeProcess(dataDir);
    await (await clientOf(killed.uri)).db('d').collection('c').insertOne({ n: 2 });
    await killed.kill();
    const third = await storeProcess(dataDir);
    expect(third.refused).toBeUndefined();
    const c = (await clientOf(third.uri)).db('d').collection('c');
    expect((await c.find().sort({ n: 1 }).toArray()).map((one) => one.n)).toEqual([1, 2]);
    await expect(c.insertOne({ n: 2 })).rejects.toMatchObject({ code: 11000 });
    expect((await readdir(dataDir)).filter((name) => name.endsWith('.sock'))).toHaveLength(1);
  });

  test('may have a path longer than the limit of a socket path', async () => {
    const dataDir = join(await temporaryFolder(), 'long'.repeat(30));
    await mkdir(dataDir);
    const store = await startEmbeddedMongodb({ dataDir });
    cleanUps.push(() => store.close());
    const client = await clientOf(store.uri);
    expect(await client.db('d').command({ ping: 1 })).toMatchObject({ ok: 1 });
    expect((await storeProcess(dataDir)).refused).toContain('another process');
  });
});

describe('the database thread', () => {
  test('reports the uncaught error that ends it to onFailure', async () => {
    const database = await storeProcess(await temporaryFolder());
    expect(await database.endThread()).toBe('injected failure');
  });
});

describe('a killed process', () => {
  test('loses no acknowledged write and duplicates none', { timeout: 60_000 }, async () => {
    const dataDir = await temporaryFolder();
    const acknowledged = new Set<string>();
    let next = 0;
    for (let round = 0; round < 3; round++) {
      const store = await storeProcess(dataDir);
      expect(store.refused).toBeUndefined();
      const client = await clientOf(store.uri);
      const c = client.db('d').collection<{ _id: string; n: number; account: string }>('c');
      await c.createIndex({ account: 1, n: -1 });
      await c.createIndex({ n: 1 }, { unique: true });
      const stored = await c.find().toArray();
      expect(stored.filter((one) => acknowledged.has(one._id))).toHaveLength(acknowledged.size);
      expect(await c.countDocuments({ account: 'a' })).toBe(stored.length);
      expect(new Set(stored.map((one) => one.n)).size).toBe(stored.length);
      const goal = acknowledged.size + 200 + round * 70;
      const writers = Array.from({ length: 32 }, async () => {
        while (true) {
          const n = next++;
          await c.insertOne({ _id: `s${n}`, n, account: 'a' });
          acknowledged.add(`s${n}`);
          if (acknowledged.size === goal) await store.kill();
        }
      });
      await Promise.allSettled(writers);
    }
    const last = await storeProcess(dataDir);
    const c = (await clientOf(last.uri)).db('d').collection<{ _id: string }>('c');
    const found = new Set((await c.find().toArray()).map((one) => one._id));
    expect([...acknowledged].filter((id) => !found.has(id))).toEqual([]);
  });
});

describe('broken frames', () => {
  const frames: readonly (readonly [string, Buffer])[] = [
    ['a length below a header', Buffer.from('0800000000000000', 'hex')],
    ['a length beyond all messages', Buffer.from('ffffff7f00000000', 'hex')],
    ['an unknown opcode', Buffer.from('140000000100000000000000010800000000000000000000', 'hex').subarray(0, 20)],
    [
      'a document longer than its message',
      Buffer.from('1a000000010000000000000 0dd0700000000000000ff00000000'.replace(' ', ''), 'hex'),
    ],
    ['a section of no known kind', Buffer.from('1a0000000100000000000000dd07000000000000070500000000', 'hex')],
  ];

  test('close only their own connection', async () => {
    const store = await startEmbeddedMongodb({ dataDir: await temporaryFolder() });
    cleanUps.push(() => store.close());
    const client = await clientOf(store.uri);
    for (const [name, bytes] of frames) {
      await client.db('d').command({ ping: 1 });
      await new Promise<void>((resolve, reject) => {
        const socket = connect(socketPath(store.uri), () => socket.write(bytes));
        socket.once('close', () => resolve());
        socket.once('error', reject);
        socket.resume();
      });
      expect(await client.db('d').command({ ping: 1 }), name).toMatchObject({ ok: 1 });
    }
  });
});

test('removes expired documents', async () => {
  const store = await startEmbeddedMongodb({ dataDir: await temporaryFolder(), expiryMillis: 20 });
  cleanUps.push(() => store.close());
  const c = (await clientOf(store.uri)).db('d').collection<{ _id: number; at?: Date }>('c');
  await c.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
  await c.insertMany([{ _id: 1, at: new Date(Date.now() - 61_000) }, { _id: 2, at: new Date() }, { _id: 3 }]);
  await expect.poll(() => c.distinct('_id'), { timeout: 5_000 }).toEqual([2, 3]);
});
