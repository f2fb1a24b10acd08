import { LRUCache } from 'lru-cache';
import type { Clock } from '../kernel/clock.ts';

interface Bucket {
  /** What was left at `at`. */
  tokens: number;
  at: number;
}

const minuteMs = 60_000;
const maxBuckets = 20_000;

/** What somebody may spend: so much a minute, saved up for at most one minute. In this process's memory, for the latest 20,000 callers. */
export class TokenBuckets {
  /** How much a minute. */
  readonly limit: number;
  readonly #clock: Clock;
  readonly #buckets = new LRUCache<string, Bucket>({ max: maxBuckets });

  constructor(limit: number, clock: Clock) {
    this.limit = limit;
    this.#clock = clock;
  }

  /** How much is left now. */
  remaining(key: string): number {
    return this.#bucket(key).tokens;
  }

  /** Takes what is asked for, also below zero: `waitMs` is for asking first. */
  take(key: string, amount: number): void {
    this.#bucket(key).tokens -= amount;
  }

  /** How long until that much is left, in milliseconds; what is over the limit counts as the limit. */
  waitMs(key: string, amount: number): number {
    const missing = Math.min(amount, this.limit) - this.#bucket(key).tokens;
    return Math.max(0, (missing / this.limit) * minuteMs);
  }

  #bucket(key: string): Bucket {
    const now = this.#clock.now().getTime();
    const known = this.#buckets.get(key);
    if (!known) {
      const full = { tokens: this.limit, at: now };
      this.#buckets.set(key, full);
      return full;
    }
    // a clock that was set back gives nothing and takes nothing
    const passed = Math.max(0, now - known.at);
    known.tokens = Math.min(this.limit, known.tokens + (passed / minuteMs) * this.limit);
    known.at = now;
    return known;
  }
}
