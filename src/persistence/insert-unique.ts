import { setTimeout as pause } from 'node:timers/promises';
import type { Model, mongo } from 'mongoose';
import { writeOptions } from './operation-deadlines.ts';
import { isDuplicateKey, isUndone } from './store-errors.ts';

/** Of fifty that insert the same key at once a few are undone together, and again. */
const attempts = 10;

/** Those that were undone together come back one by one. */
const spreadMs = 25;

/**
 * Inserts documents over which a unique index decides, all in one command.
 * @returns false when it has one of the keys already
 */
export async function insertUnique<D>(model: Model<D>, documents: readonly D[]): Promise<boolean> {
  // mongoose would add nothing but time
  const collection = model.collection as unknown as mongo.Collection;
  const [first, ...others] = documents as unknown as mongo.OptionalId<mongo.Document>[];
  if (!first) return true;
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (others.length > 0) await collection.insertMany([first, ...others], writeOptions());
      else await collection.insertOne(first, writeOptions());
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      // a DocumentDB undoes some of those that wait for each other, where MongoDB lets one win
      if (!isUndone(error) || attempt === attempts) throw error;
      await pause(Math.random() * spreadMs * attempt);
    }
  }
}
