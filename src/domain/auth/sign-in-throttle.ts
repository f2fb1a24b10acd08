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
  /** The client network, see `clientNetwork`. */
  readonly network: string;
}

/** Wrong passwords allowed per user and network before the caller has to wait. */
const freeAttempts = 10;
const retentionMs = 15 * 60_000;
const maxWaitMs = 5 * 60_000;
/** Wrong passwords allowed per minute and network, for all users together. */
const networkAttempts = 30;
const maxEntries = 10_000;

/**
 * Slows down password guessing without locking out legitimate users.
 *
 * Delays apply per user and network, so attempts from elsewhere do not lock a user out. A network from which the user
 * has signed in before is exempt from the limit per network for that user. Credentials that were correct before are not
 * throttled from any network.
 */
export class SignInThrottle {
  readonly #clock: Clock;
  readonly #networks: TokenBuckets;
  readonly #failures: LRUCache<string, { count: number; at: number }>;
  readonly #trustedSources = createLruCache<true>(maxEntries);
  readonly #verifiedCredentials = createLruCache<true>(maxEntries);

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#networks = new TokenBuckets(networkAttempts, clock);
    this.#failures = createLruCache(maxEntries, { ttlMs: retentionMs, clock });
  }

  /**
   * Counts the attempt as failed until `succeeded` is called, so that concurrent attempts are counted.
   * @throws RATE_LIMITED when the caller has to wait
   */
  begin(attempt: Attempt): void {
    if (this.#verifiedCredentials.has(attempt.credentials)) return;
    const place = attemptKey(attempt);
    const now = this.#clock.now().getTime();
    const failures = this.#failures.get(place);
    // a clock that was set back must not lengthen the delay
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
    this.#verifiedCredentials.set(attempt.credentials, true);
  }

  /** Throttles credentials again that were correct once and now fail. */
  failed({ credentials }: Attempt): void {
    this.#verifiedCredentials.delete(credentials);
  }
}

function attemptKey({ user, network }: Attempt): string {
  return `${user} ${network}`;
}

function backOffMs(count: number): number {
  return count < freeAttempts ? 0 : Math.min(maxWaitMs, 1_000 * 2 ** (count - freeAttempts));
}
