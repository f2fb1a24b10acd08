import { AsyncResource } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import AsyncLock from 'async-lock';
import type { Model, mongo } from 'mongoose';
import { isDuplicateKey, isWriteConflict } from './mongo-errors.ts';
import { writeOptions } from './operation-deadlines.ts';

/**
 * Upper bound on attempts. When several processes insert the same key concurrently, the database may roll back a few of
 * them, repeatedly.
 */
const maxAttempts = 10;

/**
 * Maximum random delay per attempt, in milliseconds; it spreads the retries of inserts that were rolled back together.
 */
const retryDelayMs = 25;

/**
 * Inserts documents into a collection with unique indexes, in one command.
 * @returns `false` when one of the keys exists already
 */
export async function insertUnique<D extends object>(model: Model<D>, documents: readonly D[]): Promise<boolean> {
  const [first, ...others] = documents;
  if (!first) return true;
  const { locks, keysOf } = uniquenessOf(model);
  const keys = others.length > 0 ? [] : keysOf(first);
  if (keys.length === 0) return insertNow(model, documents);
  // keeps the async context of the request, including its deadline
  return locks.acquire(
    keys,
    AsyncResource.bind(() => insertNow(model, documents)),
  );
}

async function insertNow<D extends object>(model: Model<D>, documents: readonly D[]): Promise<boolean> {
  // the driver's collection: mongoose would only add overhead
  const collection = model.collection as unknown as mongo.Collection;
  const all = documents as readonly object[] as mongo.OptionalId<mongo.Document>[];
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (all.length === 1) await collection.insertOne(all[0] as mongo.Document, writeOptions());
      else await collection.insertMany(all, writeOptions());
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      // DocumentDB rolls back some of the inserts that wait for each other, where MongoDB lets one of them win
      if (!isWriteConflict(error) || attempt === maxAttempts) throw error;
      await pause(Math.random() * retryDelayMs * attempt);
    }
  }
}

interface Uniqueness {
  /**
   * Serializes inserts of the same key in this process. DocumentDB lets them wait for each other and rolls one back
   * each second; eight inserts that retry take half a minute.
   */
  readonly locks: AsyncLock;
  /** @returns the unique keys of the document, besides the id */
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

/** @returns `null` when the document lacks one of the paths, as documents outside a partial index do */
function keyOf(document: object, paths: readonly string[][]): string | null {
  const values = paths.map((path) => valueAt(document, path) ?? null);
  return values.includes(null) ? null : JSON.stringify([paths, values]);
}

function valueAt(document: object, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], document);
}
