import type { Clock } from '../time/clock.ts';
import { withoutDeadline } from '../time/deadline.ts';
import { createLruCache } from './lru-cache.ts';

/** Who may do what, and what people and things are called, is read again after this: a change takes effect within five seconds. */
export const cacheTtlMs = 4_000;

const maxEntries = 10_000;

interface CacheEntry<T> {
  readonly promise: Promise<T | null>;
  /** What the search found; null also while it is under way. */
  value: T | null;
  /** By the clock, in milliseconds. */
  readonly endsAt: number;
}

/** What was found lately, by key. Who asks while a search is under way waits for it; neither a failure nor a miss is kept. */
export class TtlCache<T extends object> {
  readonly #entries = createLruCache<CacheEntry<T>>(maxEntries);
  readonly #clock: Clock;
  readonly #ttlMs: number;
  #lastNow = 0;

  /** @param ttlMs how long a finding counts, from the start of its search */
  constructor(clock: Clock, ttlMs: number) {
    this.#clock = clock;
    this.#ttlMs = ttlMs;
  }

  /** @returns what is known without waiting */
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
   * As `get`, of many, with one search for all that nothing is known of.
   * @param load returns what it finds by the key
   * @returns what is there, in the order of the keys, of which none may stand there twice
   */
  async getMany(
    keys: readonly string[],
    load: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>,
  ): Promise<T[]> {
    const now = this.#now();
    const known = keys.flatMap((key) => this.#live(key, now)?.value ?? []);
    if (known.length === keys.length) return known;
    const unknown = keys.filter((key) => !this.#live(key, now));
    const search = unknown.length > 0 ? withoutDeadline(() => load(unknown)) : null;
    const values = await Promise.all(keys.map((key) => this.get(key, async () => (await search)?.get(key) ?? null)));
    return values.filter((value) => value !== null);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  /** Forgets all; nor is kept what is being searched now. */
  clear(): void {
    this.#entries.clear();
  }

  /** Forgets one finding; what another caller has found in its place meanwhile stays. */
  async deleteIfSame(key: string, value: T): Promise<void> {
    const known = this.#entries.get(key);
    if (known && (await known.promise.catch(() => null)) === value) this.#deleteEntry(key, known);
  }

  #now(): number {
    const now = this.#clock.now().getTime();
    // by a clock that was set back, what is old would count as new for as long as that
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
