import { AppError } from '../../common/errors/app-error.ts';
import type { Clock } from '../../common/time/clock.ts';
import { inScope, type Principal } from '../directory/principal.ts';
import { type TokenBucket, TokenBuckets } from './token-buckets.ts';

/** Limits in points per minute. */
export interface RateLimits {
  readonly user: number;
  /** Shared by all users of the account. */
  readonly account: number;
  /** Requests without a valid sign-in, by client network. */
  readonly address: number;
}

/** Rate limit state of a caller: the tightest of the limits that apply. */
export interface Usage {
  /** Points that this request has cost so far. */
  readonly cost: number;
  readonly limit: number;
  readonly remaining: number;
  /** When the full limit is available again. */
  readonly resetAt: Date;
  /** Seconds from now until `resetAt`. */
  readonly resetSeconds: number;
}

/** Share of a limit that work which can wait leaves to requests, which are refused without points. */
const requestShare = 0.1;

/** The points that one request may still spend. */
export interface RateLimitBudget {
  /** Spends points. @throws RATE_LIMITED when there are too few, without spending any */
  spend(points: number): void;
  /**
   * Returns the milliseconds until work that can wait, such as the events of subscriptions, may spend points. A tenth of
   * the limit is left to requests.
   */
  waitMs(points: number): number;
  usage(): Usage;
}

export interface QuotaSubject {
  readonly principal: Principal;
  /** The requested account, if any. */
  readonly accountId: string | null;
  /** The client network, see `clientNetwork`. */
  readonly network: string;
}

/** Limits the request rate of each user, each account, and each network without a sign-in. */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #users: TokenBuckets;
  readonly #accounts: TokenBuckets;
  readonly #networks: TokenBuckets;

  constructor(limits: RateLimits, clock: Clock) {
    this.#clock = clock;
    this.#users = new TokenBuckets(limits.user, clock);
    this.#accounts = new TokenBuckets(limits.account, clock);
    this.#networks = new TokenBuckets(limits.address, clock);
  }

  budgetFor({ principal: { user, accounts }, accountId, network }: QuotaSubject): RateLimitBudget {
    if (!user) return this.budgetForNetwork(network);
    const account = accountId !== null && inScope(accounts, accountId) ? accountId : user.homeAccountId;
    return new RequestBudget(
      this.#users.bucketFor(user.id),
      account ? this.#accounts.bucketFor(account) : null,
      this.#clock,
    );
  }

  /** Returns the budget of requests without a sign-in. */
  budgetForNetwork(network: string): RateLimitBudget {
    return new RequestBudget(this.#networks.bucketFor(network), null, this.#clock);
  }
}

/** Spends from the bucket of the caller, and from that of its account if there is one. */
class RequestBudget implements RateLimitBudget {
  readonly #ownBucket: TokenBucket;
  readonly #sharedBucket: TokenBucket | null;
  readonly #clock: Clock;
  #cost = 0;
  /** Cached until points are spent. */
  #usage: Usage | null = null;

  constructor(own: TokenBucket, shared: TokenBucket | null, clock: Clock) {
    this.#ownBucket = own;
    this.#sharedBucket = shared;
    this.#clock = clock;
  }

  spend(points: number): void {
    const now = this.#clock.now().getTime();
    const waitMs = Math.max(this.#ownBucket.waitMs(points, now), this.#sharedBucket?.waitMs(points, now) ?? 0);
    this.#usage = null;
    if (waitMs > 0) throw rateLimitedError(waitMs);
    this.#ownBucket.take(points, now);
    this.#sharedBucket?.take(points, now);
    this.#cost += points;
  }

  waitMs(points: number): number {
    const now = this.#clock.now().getTime();
    const wait = (bucket: TokenBucket): number => bucket.waitMs(points + bucket.limit * requestShare, now);
    return Math.max(wait(this.#ownBucket), this.#sharedBucket ? wait(this.#sharedBucket) : 0);
  }

  usage(): Usage {
    this.#usage ??= this.#currentUsage();
    return this.#usage;
  }

  #currentUsage(): Usage {
    const now = this.#clock.now().getTime();
    const left = (bucket: TokenBucket): number => Math.max(0, Math.floor(bucket.remaining(now)));
    const tightest =
      this.#sharedBucket && left(this.#sharedBucket) < left(this.#ownBucket) ? this.#sharedBucket : this.#ownBucket;
    const waitMs = tightest.waitMs(tightest.limit, now);
    return {
      cost: this.#cost,
      limit: tightest.limit,
      remaining: left(tightest),
      resetAt: new Date(now + waitMs),
      resetSeconds: Math.ceil(waitMs / 1_000),
    };
  }
}

/** Creates the error for a caller that has to wait. */
export function rateLimitedError(waitMs: number): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000));
  const message = `Rate limit exceeded. Try again in ${retryAfterSeconds} s.`;
  return new AppError('RATE_LIMITED', message, { retryAfterSeconds });
}
