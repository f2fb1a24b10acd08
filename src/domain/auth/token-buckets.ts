import { createLruCache } from '../../common/caching/lru-cache.ts';
import type { Clock } from '../../common/time/clock.ts';

const minuteMs = 60_000;
const maxBuckets = 20_000;

/** What one may spend: so much a minute, saved up for at most one minute. */
export class TokenBucket {
  /** How much a minute. */
  readonly limit: number;
  /** What was left at `#at`. */
  #tokens: number;
  #at: number;

  /** @param now milliseconds since the epoch, here and everywhere */
  constructor(limit: number, now: number) {
    this.limit = limit;
    this.#tokens = limit;
    this.#at = now;
  }

  /** How much is left now. */
  remaining(now: number): number {
    // a clock that was set back gives nothing and takes nothing
    const passed = Math.max(0, now - this.#at);
    this.#tokens = Math.min(this.limit, this.#tokens + (passed / minuteMs) * this.limit);
    this.#at = now;
    return this.#tokens;
  }

  /** Takes what is asked for, also below zero: `waitMs` is for asking first. */
  take(amount: number, now: number): void {
    this.#tokens = this.remaining(now) - amount;
  }

  /** How long until that much is left, in milliseconds; what is over the limit counts as the limit. */
  waitMs(amount: number, now: number): number {
    const missing = Math.min(amount, this.limit) - this.remaining(now);
    return Math.max(0, (missing / this.limit) * minuteMs);
  }
}

/** A bucket for each caller. In this process's memory, for the latest 20,000. */
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
