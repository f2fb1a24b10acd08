import { createLruCache } from '../../common/caching/lru-cache.ts';
import type { Clock } from '../../common/time/clock.ts';

const minuteMs = 60_000;
const maxBuckets = 20_000;

/** A token bucket: refills continuously at `limit` per minute, and holds at most `limit` tokens. */
export class TokenBucket {
  /** Tokens per minute, and the capacity. */
  readonly limit: number;
  /** Tokens left at `#at`. */
  #tokens: number;
  #at: number;

  /** @param now milliseconds since the epoch, here and in all methods */
  constructor(limit: number, now: number) {
    this.limit = limit;
    this.#tokens = limit;
    this.#at = now;
  }

  /** Tokens left now. */
  remaining(now: number): number {
    // a clock that was set back neither adds nor removes tokens
    const passed = Math.max(0, now - this.#at);
    this.#tokens = Math.min(this.limit, this.#tokens + (passed / minuteMs) * this.limit);
    this.#at = now;
    return this.#tokens;
  }

  /** Takes tokens, even below zero: callers check `waitMs` first. */
  take(amount: number, now: number): void {
    this.#tokens = this.remaining(now) - amount;
  }

  /** Milliseconds until that many tokens are available; an amount above the limit counts as the limit. */
  waitMs(amount: number, now: number): number {
    const missing = Math.min(amount, this.limit) - this.remaining(now);
    return Math.max(0, (missing / this.limit) * minuteMs);
  }
}

/** Token buckets by caller, in memory of this process; the least recently used are evicted beyond 20,000. */
export class TokenBuckets {
  readonly #limit: number;
  readonly #clock: Clock;
  readonly #buckets = createLruCache<TokenBucket>(maxBuckets);

  constructor(limit: number, clock: Clock) {
    this.#limit = limit;
    this.#clock = clock;
  }

  bucketFor(key: string): TokenBucket {
    const known = this.#buckets.get(key);
    if (known) return known;
    const full = new TokenBucket(this.#limit, this.#clock.now().getTime());
    this.#buckets.set(key, full);
    return full;
  }
}
