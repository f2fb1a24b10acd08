// A database for several processes: that of MONGODB_URI, else an embedded one in a process of its own.
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { startDatabaseProcess } from '../dist/bench/test/support/database-process.js';

/** Replaces the database of a connection string. */
export const inDatabase = (uri, name) => uri.replace(/^(mongodb(?:\+srv)?:\/\/[^/]+)\/?[^?]*/, `$1/${name}`);

/**
 * Opens a database with a name of its own.
 * @returns its connection string; the process id of an embedded one; `copy`, which returns the URI of a copy; `close`, which drops all
 */
export async function openDatabase() {
  const given = process.env.MONGODB_URI;
  const dataDir = given ? null : await mkdtemp(join(tmpdir(), 'voice-sessions-bench-'));
  const embedded = given ? null : await startDatabaseProcess(dataDir);
  const onExit = () => {
    embedded?.child.kill('SIGKILL');
    if (dataDir) rmSync(dataDir, { recursive: true, force: true });
  };
  process.once('exit', onExit);
  const names = [`bench_${process.pid}`];
  const uri = inDatabase(given ?? embedded.uri, names[0]);
  const client = await MongoClient.connect(uri);
  return {
    uri,
    pid: embedded?.child.pid,
    async copy() {
      const name = `${names[0]}_${names.length}`;
      names.push(name);
      await copyDatabase(client.db(), client.db(name));
      return inDatabase(uri, name);
    },
    async close() {
      if (!embedded) for (const name of names) await client.db(name).dropDatabase();
      await client.close();
      await embedded?.kill();
      if (dataDir) await rm(dataDir, { recursive: true, force: true });
      process.off('exit', onExit);
    },
  };
}

async function copyDatabase(from, to) {
  for (const { name } of await from.listCollections().toArray()) {
    const collection = to.collection(name);
    const indexes = await from.collection(name).indexes();
    const wanted = indexes.filter((index) => index.name !== '_id_');
    if (wanted.length > 0) await collection.createIndexes(wanted.map(({ v, ns, ...index }) => index));
    const documents = await from.collection(name).find().toArray();
    if (documents.length > 0) await collection.insertMany(documents);
  }
}
