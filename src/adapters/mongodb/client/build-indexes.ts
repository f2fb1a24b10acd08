import type { Connection, Model, mongo } from 'mongoose';

/**
 * Sees to it that every index the models declare is there, by one command a collection, all at once.
 * @throws when one cannot be built, such as a unique one over documents that are not
 */
export async function buildIndexes({ models }: Connection): Promise<void> {
  await Promise.all(Object.values(models).map((model) => buildIndexesOf(model)));
}

/** An index over many documents takes longer than anything else may. */
const patient: mongo.CreateIndexesOptions & { socketTimeoutMS: number } = { socketTimeoutMS: 0 };

async function buildIndexesOf(model: Model<unknown>): Promise<void> {
  const indexes = model.schema.indexes().map(([key, options]) => ({ ...options, key }) as mongo.IndexDescription);
  if (indexes.length > 0) await model.collection.createIndexes(indexes, patient);
}
