import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { afterAll, inject } from 'vitest';

export interface TestDatabase {
  /** A name no other test file uses. */
  readonly name: string;
  /** The connection string, with that database as its default one. */
  readonly uri: string;
}

/** A fresh database on the store of this run, dropped after the tests of the file that asks for it. */
export function freshDatabase(): TestDatabase {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const [, hosts = '', options = ''] = /^(mongodb[^/]*\/\/[^/?]+)\/?[^?]*(.*)$/.exec(inject('mongodbUri')) ?? [];
  const uri = `${hosts}/${name}${options}`;
  afterAll(async () => {
    const client = await MongoClient.connect(uri);
    await client.db(name).dropDatabase();
    await client.close();
  });
  return { name, uri };
}
