import mongoose, { type mongo } from 'mongoose';
import { expect, it } from 'vitest';
import { connect } from '../../src/persistence/connection.ts';
import { Bag } from '../../src/persistence/under-way.ts';
import { freshDatabase } from '../support/database.ts';

/** What the driver itself keeps of what is under way: not for others, but there is no other way to see it. */
const underWay = (client: mongo.MongoClient) =>
  (client as unknown as { s: Record<'activeSessions' | 'activeCursors', Bag<unknown>> }).s;

it('the driver keeps what is under way where it is told to, lets go of what is done, and ends the rest when it is closed', async () => {
  const { connection } = await connect(freshDatabase().uri, null);
  const client = connection.getClient() as unknown as mongo.MongoClient;
  const things = connection.collection('things');
  await things.insertMany([1, 2, 3].map((n) => ({ _id: new mongoose.Types.ObjectId(), n })));
  expect(await things.find().toArray()).toHaveLength(3);
  const { activeSessions, activeCursors } = underWay(client);
  expect([activeSessions, activeCursors].map((one) => one instanceof Bag && one.size)).toEqual([0, 0]);

  const cursor = things.find({}, { batchSize: 1 });
  await cursor.next();
  expect([activeSessions.size, activeCursors.size]).toEqual([1, 1]);
  // each is taken out as soon as it is told to end, while the driver still goes through them
  const sessions = [1, 2, 3, 4].map(() => client.startSession());
  await connection.close();
  expect([cursor.closed, activeSessions.size, activeCursors.size]).toEqual([true, 0, 0]);
  expect(sessions.map(({ hasEnded }) => hasEnded)).toEqual([true, true, true, true]);
});

it.each([
  ['the only one', ['a'], 'a', []],
  ['the first', ['a', 'b', 'c'], 'a', ['c', 'b']],
  ['the last', ['a', 'b', 'c'], 'c', ['a', 'b']],
  ['none of them', ['a', 'b'], 'x', ['a', 'b']],
])('takes out %s', (_which, values, taken, left) => {
  const bag = new Bag<string>();
  for (const value of values) bag.add(value);
  expect(bag.delete(taken)).toBe(values.includes(taken));
  expect([...bag]).toEqual(left);
  expect(bag.size).toBe(left.length);
});
