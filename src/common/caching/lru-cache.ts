import { LRUCache } from 'lru-cache';
import type { Clock } from '../time/clock.ts';

/** How long an entry counts, and by which clock. */
export interface Expiry {
  readonly ttlMs: number;
  readonly clock: Clock;
}

/**
 * A cache of so many entries, those used latest. Its room grows with what is in it, because each counts as one of a
 * size: lru-cache's `max` takes the room of all entries at once, for our caches eight megabytes at every start.
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
