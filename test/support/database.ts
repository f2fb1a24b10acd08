import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { afterAll, inject } from 'vitest';

export interface TestDatabase {
  /** A name that no other test file uses. */
  readonly name: string;
  /** The connection string with this database as the default database. */
  readonly uri: string;
}

/** Creates a database for the current test file and drops it after the tests of the file. */
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
