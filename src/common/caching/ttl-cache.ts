import type { Clock } from '../time/clock.ts';
import { withoutDeadline } from '../time/deadline.ts';
import { createLruCache } from './lru-cache.ts';

/** Lifetime of cached permissions and names, in milliseconds. A change takes effect within five seconds. */
export const cacheTtlMs = 4_000;

const maxEntries = 10_000;

interface CacheEntry<T> {
  readonly promise: Promise<T | null>;
  /** The loaded value; null while the load is in flight. */
  value: T | null;
  /** Expiry time by the clock, in milliseconds. */
  readonly endsAt: number;
}

/**
 * Caches loaded values by key, with a lifetime.
 * Concurrent requests for a key share one load; failures and misses are not cached.
 */
export class TtlCache<T extends object> {
  readonly #entries = createLruCache<CacheEntry<T>>(maxEntries);
  readonly #clock: Clock;
  readonly #ttlMs: number;
  #lastNow = 0;

  /** @param ttlMs lifetime of an entry, from the start of its load */
  constructor(clock: Clock, ttlMs: number) {
    this.#clock = clock;
    this.#ttlMs = ttlMs;
  }

  /** @returns the cached value without waiting; `null` if there is none or its load is in flight */
  peek(key: string): T | null {
    return this.#live(key, this.#now())?.value ?? null;
  }

  async get(key: string, load: () => Promise<T | null>): Promise<T | null> {
    const now = this.#now();
    const known = this.#live(key, now);
    if (known) return known.promise;
    const entry: CacheEntry<T> = { promise: withoutDeadline(load), value: null, endsAt: now + this.#ttlMs };
    this.#entries.set(key, entry);
    const value = await entry.promise.catch((error: unknown) => {
      this.#deleteEntry(key, entry);
      throw error;
    });
    if (value === null) this.#deleteEntry(key, entry);
    entry.value = value;
    return value;
  }

  /**
   * Like `get` for many keys, with one load for all keys that are not cached.
   * @param keys distinct keys
   * @param load returns the values that it finds, by key
   * @returns the values found, in the order of the keys
   */
  async getMany(
    keys: readonly string[],
    load: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>,
  ): Promise<T[]> {
    const now = this.#now();
    const known: T[] = [];
    for (const key of keys) {
      const value = this.#live(key, now)?.value;
      if (value) known.push(value);
    }
    if (known.length === keys.length) return known;
    const unknown = keys.filter((key) => !this.#live(key, now));
    const search = unknown.length > 0 ? withoutDeadline(() => load(unknown)) : null;
    const values = await Promise.all(keys.map((key) => this.get(key, async () => (await search)?.get(key) ?? null)));
    return values.filter((value) => value !== null);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  /** Evicts all entries. Results of loads in flight are not cached either. */
  clear(): void {
    this.#entries.clear();
  }

  /** Evicts an entry, unless another caller has replaced its value meanwhile. */
  async deleteIfSame(key: string, value: T): Promise<void> {
    const known = this.#entries.get(key);
    if (known && (await known.promise.catch(() => null)) === value) this.#deleteEntry(key, known);
  }

  #now(): number {
    const now = this.#clock.now().getTime();
    // a clock that was set back would extend the lifetime of old entries
    if (now < this.#lastNow) this.clear();
    this.#lastNow = now;
    return now;
  }

  #live(key: string, now: number): CacheEntry<T> | undefined {
    const known = this.#entries.get(key);
    return known && now <= known.endsAt ? known : undefined;
  }

  #deleteEntry(key: string, entry: CacheEntry<T>): void {
    if (this.#entries.get(key) === entry) this.#entries.delete(key);
  }
}
