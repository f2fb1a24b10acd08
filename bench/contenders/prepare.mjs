import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { newSession } from './operations.mjs';
import { cores, embeddedStore, ours, start } from './processes.mjs';

const password = 'correct horse battery staple';
const authorization = `Basic ${Buffer.from(`user@acme.test:${password}`).toString('base64')}`;

/** The same store, another database of it. */
const inDatabase = (uri, name) => uri.replace(/^(mongodb(?:\+srv)?:\/\/[^/]+)\/?[^?]*/, `$1/${name}`);

/**
 * A store with demo data and 50 sessions, each with members, log and breadcrumb: that of MONGODB_URI, else the embedded one
 * as a process of its own.
 * `store` is that process; `copy` gives the URI of one more database with the same in it; `answers` is what this server says, over REST, of these sessions.
 */
export async function prepare() {
  const dataDir = await mkdtemp(join(tmpdir(), 'voice-sessions-bench-'));
  const store = process.env.MONGODB_URI ? null : await start(embeddedStore, { args: [dataDir], core: cores.others });
  const name = `bench-${process.pid}`;
  const uri = inDatabase(process.env.MONGODB_URI ?? store.message.uri, name);
  const answers = await fill(uri);
  const client = await MongoClient.connect(uri);
  const copies = [];
  return {
    store,
    uri,
    authorization,
    answers,
    id: answers.one.id,
    copy: async () => {
      const copy = `${name}-${copies.length}`;
      copies.push(copy);
      await copyDatabase(client.db(), client.db(copy));
      return inDatabase(uri, copy);
    },
    close: async () => {
      if (!store) for (const used of [name, ...copies]) await client.db(used).dropDatabase();
      await client.close();
      await store?.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function fill(uri) {
  const env = { MONGODB_URI: uri, SEED_DEMO: '1', DEMO_PASSWORD: password, PORT: '0' };
  const server = await start(ours, { env });
  const headers = { 'content-type': 'application/json', accept: 'application/json', authorization };
  const body = JSON.stringify({ ...newSession, memberEmailAddresses: ['a@x.test', 'b@x.test'] });
  const list = [];
  for (let n = 0; n < 50; n += 1) {
    const response = await fetch(`${server.message.url}/sessions`, { method: 'POST', headers, body });
    if (!response.ok) throw new Error(await response.text());
    list.unshift(await response.json());
  }
  await server.stop();
  return { list, one: list[0] };
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
