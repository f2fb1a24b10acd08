import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedMongodb, startEmbeddedMongodb } from '@voice-sessions/embedded-mongodb';
import { type Db, MongoClient } from 'mongodb';
import { afterAll, beforeAll } from 'vitest';

/** Starts an embedded database for the tests of one file, in a folder that is removed afterwards. */
export function useDatabase(): () => Db {
  let dataDir: string;
  let server: EmbeddedMongodb;
  let client: MongoClient;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'embedded-mongodb-'));
    server = await startEmbeddedMongodb({ dataDir });
    client = await MongoClient.connect(server.uri);
  });
  afterAll(async () => {
    await client.close();
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return () => client.db('test');
}
