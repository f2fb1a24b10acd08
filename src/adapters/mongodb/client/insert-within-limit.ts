import type { Model, mongo } from 'mongoose';
import type { Filter } from './filters.ts';
import { insertUnique } from './insert-unique.ts';
import { readOptions } from './operation-deadlines.ts';

/**
 * Index over the slots of an owner. A document that counts towards a limit holds a slot from 0 to the limit; the unique
 * index keeps concurrent inserts, of all servers, from holding the same one.
 */
export const slotIndexOptions = { unique: true, partialFilterExpression: { slot: { $exists: true } } } as const;

/**
 * Inserts a document unless `max` documents match `counted`.
 * @param counted matches the documents that count towards the limit; no others of the owner may hold a slot
 * @returns `false`, with nothing written, when there are `max` already
 */
export async function insertWithinLimit<D extends object>(
  model: Model<D>,
  document: D,
  counted: Filter,
  max: number,
): Promise<boolean> {
  const collection = model.collection as unknown as mongo.Collection<{ readonly slot?: number }>;
  // each lost race means that another insert took a slot
  for (let attempt = 0; attempt < max; attempt += 1) {
    const found = await collection.find(counted, { projection: { slot: 1 }, ...readOptions() }).toArray();
    const held = new Set(found.flatMap(({ slot }) => slot ?? []));
    // documents of version 0.2.0 count, but hold no slot
    const slots = Array.from({ length: Math.max(max - (found.length - held.size), 0) }, (_, slot) => slot);
    const free = slots.filter((slot) => !held.has(slot));
    const slot = free[Math.floor(Math.random() * free.length)];
    if (slot === undefined || found.length >= max) return false;
    if (await insertUnique(model, [{ ...document, slot }])) return true;
  }
  return false;
}
