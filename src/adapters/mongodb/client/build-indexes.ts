import type { Connection, Model, mongo } from 'mongoose';

/**
 * Creates all indexes that the models declare: one command per collection, concurrently.
 * @throws the driver's error when an index cannot be built, such as a unique index over documents with duplicates
 */
export async function buildIndexes({ models }: Connection): Promise<void> {
  await Promise.all(Object.values(models).map((model) => buildIndexesOf(model)));
}

/** Disables the socket timeout: building an index over many documents may take longer than any other operation. */
const patient: mongo.CreateIndexesOptions & { socketTimeoutMS: number } = { socketTimeoutMS: 0 };

async function buildIndexesOf(model: Model<unknown>): Promise<void> {
  const indexes = model.schema.indexes().map(([key, options]) => ({ ...options, key }) as mongo.IndexDescription);
  if (indexes.length > 0) await model.collection.createIndexes(indexes, patient);
}
