import { type Document, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { refusedUpdates } from '../suites/store/updates.ts';
import { freshDatabase } from '../support/database.ts';

// other servers refuse the same updates with codes of their own
const isEmbedded = inject('mongodbUri').includes('.sock');

describe.runIf(isEmbedded)('updates refused by the embedded database', () => {
  const { uri } = freshDatabase();
  let client: MongoClient;
  beforeAll(async () => {
    client = await MongoClient.connect(uri);
  });
  afterAll(() => client.close());

  test.each(refusedUpdates)('have the error code of MongoDB: %s', async (_name, document, update, code) => {
    const c = client.db().collection<Document>('refused');
    const { insertedId } = await c.insertOne({ ...document });
    await expect(c.updateOne({ _id: insertedId }, update)).rejects.toMatchObject({ code });
  });
});
