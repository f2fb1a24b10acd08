import { type Db, MongoClient } from 'mongodb';
import type { TestDatabase } from './database.ts';

/** Runs an action on a database directly, as another process would: the application gets no notification. */
export async function directly<T>({ name, uri }: TestDatabase, action: (db: Db) => Promise<T>): Promise<T> {
  const client = await MongoClient.connect(uri);
  try {
    return await action(client.db(name));
  } finally {
    await client.close();
  }
}

/** Changes a user in the database directly, without invalidating caches of the application. */
export async function changeUser(
  database: TestDatabase,
  emailAddress: string,
  change: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { matchedCount } = await directly(database, (db) =>
    db.collection('users').updateOne({ emailAddress }, { $set: change }),
  );
  if (matchedCount !== 1) throw new Error(`there is no user ${emailAddress}`);
}

/** Marks the events up to a sequence number of the stream as truncated. */
export async function raiseFloor(database: TestDatabase, sequence: number): Promise<void> {
  await directly(database, (db) =>
    db
      .collection<{ _id: string; value: number }>('streamStates')
      .updateOne({ _id: 'floor' }, { $set: { value: sequence } }, { upsert: true }),
  );
}
