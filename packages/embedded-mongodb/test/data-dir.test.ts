import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  open as openFile,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongodb } from '@voice-sessions/embedded-mongodb';
import { open } from 'lmdb';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
let sound: string;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'embedded-mongodb-dir-'));
  sound = join(folder, 'sound');
  await withDatabase(sound, (client) =>
    client
      .db('d')
      .collection<{ _id: number }>('c')
      .insertMany(Array.from({ length: 200 }, (_, n) => ({ _id: n, text: 'x'.repeat(500) }))),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function withDatabase<T>(dataDir: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const database = await startEmbeddedMongodb({ dataDir });
  try {
    const client = await MongoClient.connect(database.uri);
    try {
      return await work(client);
    } finally {
      await client.close();
    }
  } finally {
    await database.close();
  }
}

/** Copies the intact data folder and applies `damage` to its data file. */
async function copyOf(damage: (file: string) => Promise<unknown>): Promise<{ dataDir: string; file: string }> {
  const dataDir = join(folder, `copy-${++count}`);
  await cp(sound, dataDir, { recursive: true });
  const file = join(dataDir, 'store.mdb');
  await damage(file);
  return { dataDir, file };
}

async function overwrite(file: string, offset: number, bytes: string): Promise<void> {
  const handle = await openFile(file, 'r+');
  await handle.write(Buffer.from(bytes, 'hex'), 0, bytes.length / 2, offset);
  await handle.close();
}

async function putFormat(file: string, format: string | undefined): Promise<void> {
  const root = open({ path: file, overlappingSync: false, maxDbs: 8, encoding: 'binary' });
  const catalog = root.openDB({ name: 'catalog', encoding: 'binary' });
  if (format === undefined) await catalog.remove('format');
  else await catalog.put('format', Buffer.from(format));
  await root.close();
}

async function replaceByForeignFile(file: string): Promise<void> {
  await rm(file);
  const root = open({ path: file, overlappingSync: false, maxDbs: 8 });
  await root.openDB({ name: 'users' }).put('a', 1);
  await root.close();
}

const damages: readonly (readonly [
  name: string,
  damage: (file: string) => Promise<unknown>,
  code: string,
  problem: string,
])[] = [
  [
    'an empty file',
    (file) => truncate(file, 0),
    'DATA_DIR_DAMAGED',
    'is empty: restore a backup, or remove the file to start without data',
  ],
  ['a file cut in the first meta page', (file) => truncate(file, 100), 'DATA_DIR_DAMAGED', 'is not a database file'],
  [
    'a file cut after the first meta page',
    (file) => truncate(file, 4_096),
    'DATA_DIR_DAMAGED',
    'is truncated or damaged: restore a backup',
  ],
  [
    'a file cut after the meta pages',
    (file) => truncate(file, 8_192),
    'DATA_DIR_DAMAGED',
    'is truncated: restore a backup',
  ],
  [
    'a file cut in the middle',
    async (file) => truncate(file, Math.floor((await readFile(file)).length / 2)),
    'DATA_DIR_DAMAGED',
    'is truncated: restore a backup',
  ],
  [
    'a text file',
    (file) => writeFile(file, 'These are notes, not a database.\n'.repeat(1_000)),
    'DATA_DIR_DAMAGED',
    'is not a database file',
  ],
  [
    'an overwritten second meta page',
    (file) => overwrite(file, 4_096, '00'.repeat(200)),
    'DATA_DIR_DAMAGED',
    'is truncated or damaged: restore a backup',
  ],
  [
    'a newer LMDB format',
    (file) => overwrite(file, 28, '0300'),
    'DATA_DIR_INCOMPATIBLE',
    'has the LMDB format 3; this version reads format 2',
  ],
  [
    'a newer format of this package',
    (file) => putFormat(file, '7'),
    'DATA_DIR_INCOMPATIBLE',
    'has format 7; this version reads format 1',
  ],
  ['an LMDB file of another program', replaceByForeignFile, 'DATA_DIR_INCOMPATIBLE', 'belongs to another program'],
  [
    'a folder instead of the file',
    (file) => rm(file).then(() => mkdir(file)),
    'DATA_DIR_INACCESSIBLE',
    'cannot be opened (EISDIR)',
  ],
  [
    'a link to itself instead of the file',
    (file) => rm(file).then(() => symlink(file, file)),
    'DATA_DIR_INACCESSIBLE',
    'cannot be opened (ELOOP)',
  ],
];

describe('the data folder', () => {
  it.each(damages)('is rejected with %s', async (_name, damage, code, problem) => {
    const { dataDir, file } = await copyOf(damage);
    const start = startEmbeddedMongodb({ dataDir });
    await expect(start).rejects.toMatchObject({
      name: 'DataDirError',
      code,
      message: `the data file ${file} ${problem}`,
    });
  });

  it('is unchanged when it is rejected', async () => {
    const { dataDir, file } = await copyOf((path) => truncate(path, 20_000));
    const before = await readFile(file);
    await expect(startEmbeddedMongodb({ dataDir })).rejects.toThrow('is truncated');
    expect(await readFile(file)).toEqual(before);
  });

  it('is rejected if it cannot be created', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const start = startEmbeddedMongodb({ dataDir: join(file, 'data') });
    await expect(start).rejects.toMatchObject({
      code: 'DATA_DIR_INACCESSIBLE',
      message: `the data folder ${join(file, 'data')} cannot be created (ENOTDIR)`,
    });
  });

  it.skipIf(process.getuid?.() === 0)('is rejected if its file belongs to another user', async () => {
    const { dataDir, file } = await copyOf((path) => chmod(path, 0));
    await expect(startEmbeddedMongodb({ dataDir })).rejects.toMatchObject({
      code: 'DATA_DIR_INACCESSIBLE',
      message: `the data file ${file} cannot be opened (EACCES)`,
    });
  });

  it('is accepted if it predates the format version', async () => {
    const { dataDir } = await copyOf((file) => putFormat(file, undefined));
    expect(await withDatabase(dataDir, (client) => client.db('d').collection('c').countDocuments())).toBe(200);
  });

  // a socket does not fit into a folder with a long path: it is in a temporary folder, which the copy finds too
  it.each([
    ['short', 'running'],
    ['long', `running-${'x'.repeat(90)}`],
  ])('can be a copy of the folder of a running database with a %s path', async (_length, name) => {
    const original = join(folder, name);
    await cp(sound, original, { recursive: true });
    const count = (client: MongoClient) => client.db('d').collection('c').countDocuments();
    await withDatabase(original, async (client) => {
      const dataDir = `${original}-copy`;
      await cp(original, dataDir, { recursive: true, filter: (path) => !path.endsWith('.sock') });
      expect(await withDatabase(dataDir, count)).toBe(200);
      expect(await count(client)).toBe(200);
      const again = startEmbeddedMongodb({ dataDir: original });
      await expect(again).rejects.toMatchObject({ code: 'DATA_DIR_IN_USE' });
    });
  });
});
