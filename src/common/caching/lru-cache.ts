import { LRUCache } from 'lru-cache';
import type { Clock } from '../time/clock.ts';

/** Lifetime of an entry, and the clock that measures it. */
export interface Expiry {
  readonly ttlMs: number;
  readonly clock: Clock;
}

/**
 * Creates a cache that evicts the least recently used of more than `maxEntries` entries.
 * The bound is `maxSize` with entries of size 1, because lru-cache preallocates memory for `max` entries:
 * 8 MB at every start for the caches of this server.
 */
export function createLruCache<V extends object | true | string>(
  maxEntries: number,
  expiry?: Expiry,
): LRUCache<string, V> {
  const bound = { maxSize: maxEntries, sizeCalculation: () => 1 };
  if (!expiry) return new LRUCache(bound);
  const { ttlMs: ttl, clock } = expiry;
  return new LRUCache({ ...bound, ttl, ttlResolution: 0, perf: { now: () => clock.now().getTime() } });
}
