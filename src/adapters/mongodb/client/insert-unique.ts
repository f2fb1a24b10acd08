import { AsyncResource } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import AsyncLock from 'async-lock';
import type { Model, mongo } from 'mongoose';
import { isDuplicateKey, isWriteConflict } from './mongo-errors.ts';
import { writeOptions } from './operation-deadlines.ts';

/** Of those that insert the same key at once, in several processes, a few are undone together, and again. */
const maxAttempts = 10;

/** Those that were undone together come back one by one. */
const retryDelayMs = 25;

/**
 * Inserts documents over which a unique index decides, all in one command.
 * @returns false when it has one of the keys already
 */
export async function insertUnique<D extends object>(model: Model<D>, documents: readonly D[]): Promise<boolean> {
  const [first, ...others] = documents;
  if (!first) return true;
  const { locks, keysOf } = uniquenessOf(model);
  const keys = others.length > 0 ? [] : keysOf(first);
  if (keys.length === 0) return insertNow(model, documents);
  // in the context, and by the deadline, of its own request
  return locks.acquire(
    keys,
    AsyncResource.bind(() => insertNow(model, documents)),
  );
}

async function insertNow<D extends object>(model: Model<D>, documents: readonly D[]): Promise<boolean> {
  // mongoose would add nothing but time
  const collection = model.collection as unknown as mongo.Collection;
  const all = documents as readonly object[] as mongo.OptionalId<mongo.Document>[];
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (all.length === 1) await collection.insertOne(all[0] as mongo.Document, writeOptions());
      else await collection.insertMany(all, writeOptions());
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      // a DocumentDB undoes some of those that wait for each other, where MongoDB lets one win
      if (!isWriteConflict(error) || attempt === maxAttempts) throw error;
      await pause(Math.random() * retryDelayMs * attempt);
    }
  }
}

interface Uniqueness {
  /**
   * Who inserts the same key waits for who did so before. A DocumentDB has them wait for each other, undoes one each second, and with
   * eight of them, which come back, is at it for half a minute.
   */
  readonly locks: AsyncLock;
  /** @returns what no other document may have as well, besides the id */
  readonly keysOf: (document: object) => string[];
}

const cache = new WeakMap<object, Uniqueness>();

function uniquenessOf<D>(model: Model<D>): Uniqueness {
  const before = cache.get(model);
  if (before) return before;
  const unique = model.schema.indexes().filter(([, { unique }]) => unique);
  const indexes = unique.map(([paths]) => Object.keys(paths).map((path) => path.split('.')));
  const uniqueness = {
    locks: new AsyncLock({ maxPending: Number.POSITIVE_INFINITY }),
    keysOf: (document: object) => indexes.flatMap((paths) => keyOf(document, paths) ?? []),
  };
  cache.set(model, uniqueness);
  return uniqueness;
}

/** @returns null when the document lacks a part of it, as those have that a partial index is not of */
function keyOf(document: object, paths: readonly string[][]): string | null {
  const values = paths.map((path) => valueAt(document, path) ?? null);
  return values.includes(null) ? null : JSON.stringify([paths, values]);
}

function valueAt(document: object, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], document);
}
