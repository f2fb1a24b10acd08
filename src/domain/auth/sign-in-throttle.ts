import type { LRUCache } from 'lru-cache';
import { createLruCache } from '../../common/caching/lru-cache.ts';
import type { Clock } from '../../common/time/clock.ts';
import { rateLimitedError } from './rate-limiter.ts';
import { TokenBuckets } from './token-buckets.ts';

/** One attempt to sign in with a password. */
export interface Attempt {
  /** Digest of the user name. */
  readonly user: string;
  /** Digest of name and password. */
  readonly credentials: string;
  /** Where it comes from, see `networkOf`. */
  readonly network: string;
}

/** Wrong passwords that one address may send for one user before it has to wait. */
const freeAttempts = 10;
const retentionMs = 15 * 60_000;
const maxWaitMs = 5 * 60_000;
/** Wrong passwords a minute from one address, whoever they are for. */
const networkAttempts = 30;
const maxEntries = 10_000;

/**
 * Slows down whoever guesses passwords, and nobody else. Waits are for a user and an address together, so a flood from
 * elsewhere keeps nobody out; an address that the user has signed in from has no part in that address's budget; and
 * a password that was right before is no guess, wherever it comes from.
 */
export class SignInThrottle {
  readonly #clock: Clock;
  readonly #networks: TokenBuckets;
  readonly #failures: LRUCache<string, { count: number; at: number }>;
  readonly #trustedSources = createLruCache<true>(maxEntries);
  readonly #rejectedCredentials = createLruCache<true>(maxEntries);

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#networks = new TokenBuckets(networkAttempts, clock);
    this.#failures = createLruCache(maxEntries, { ttlMs: retentionMs, clock });
  }

  /** Counts an attempt as failed until `succeeded` is called: many at the same time are many. @throws RATE_LIMITED */
  begin(attempt: Attempt): void {
    if (this.#rejectedCredentials.has(attempt.credentials)) return;
    const place = attemptKey(attempt);
    const now = this.#clock.now().getTime();
    const failures = this.#failures.get(place);
    // by a clock that was set back no longer than by one that goes on
    const waitMs = failures ? backOffMs(failures.count) + Math.min(0, failures.at - now) : 0;
    if (waitMs > 0) throw rateLimitedError(waitMs);
    if (!this.#trustedSources.has(place)) {
      const networkWaitMs = this.#networks.bucketFor(attempt.network).waitMs(1, now);
      if (networkWaitMs > 0) throw rateLimitedError(networkWaitMs);
      this.#networks.bucketFor(attempt.network).take(1, now);
    }
    this.#failures.set(place, { count: (failures?.count ?? 0) + 1, at: now });
  }

  succeeded(attempt: Attempt): void {
    const place = attemptKey(attempt);
    if (!this.#trustedSources.has(place) && this.#failures.has(place)) {
      this.#networks.bucketFor(attempt.network).take(-1, this.#clock.now().getTime());
    }
    this.#failures.delete(place);
    this.#trustedSources.set(place, true);
    this.#rejectedCredentials.set(attempt.credentials, true);
  }

  /** A password that was right once is a guess again once it has failed. */
  failed({ credentials }: Attempt): void {
    this.#rejectedCredentials.delete(credentials);
  }
}

function attemptKey({ user, network }: Attempt): string {
  return `${user} ${network}`;
}

function backOffMs(count: number): number {
  return count < freeAttempts ? 0 : Math.min(maxWaitMs, 1_000 * 2 ** (count - freeAttempts));
}
