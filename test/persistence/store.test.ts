import { MongoClient } from 'mongodb';
import { expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';

const { uri, name } = freshDatabase();

test('smoke', async () => {
  const client = await MongoClient.connect(uri);
  const c = client.db(name).collection<{ _id: number; a?: number }>('c');
  await c.insertMany([
    { _id: 1, a: 1 },
    { _id: 2, a: 2 },
  ]);
  await c.createIndex({ a: 1 }, { unique: true });
  expect(await c.find({ a: { $gt: 1 } }).toArray()).toEqual([{ _id: 2, a: 2 }]);
  await c.updateOne({ _id: 1 }, { $inc: { a: 5 } });
  expect(await c.findOne({ a: 6 })).toEqual({ _id: 1, a: 6 });
  await expect(c.insertOne({ _id: 3, a: 2 })).rejects.toMatchObject({ code: 11000 });
  expect(await c.countDocuments()).toBe(2);
  await client.close();
});
