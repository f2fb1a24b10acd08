import { AppError } from '../../common/errors/app-error.ts';
import type { Clock } from '../../common/time/clock.ts';
import { inScope, type Principal } from '../directory/principal.ts';
import { type TokenBucket, TokenBuckets } from './token-buckets.ts';

/** Points a minute. */
export interface RateLimits {
  readonly user: number;
  /** All users of one account together. */
  readonly account: number;
  /** Requests without a valid sign-in, by the address they come from. */
  readonly address: number;
}

/** Where a caller stands: the tightest of the limits that apply to it. */
export interface Usage {
  /** Points that this request has cost so far. */
  readonly cost: number;
  readonly limit: number;
  readonly remaining: number;
  /** When all of the limit is there again. */
  readonly resetAt: Date;
  /** The same as seconds from now. */
  readonly resetSeconds: number;
}

/** What one request may still spend. */
export interface RateLimitBudget {
  /** @throws RATE_LIMITED when it is not there; nothing is spent then */
  spend(points: number): void;
  usage(): Usage;
}

export interface QuotaSubject {
  readonly principal: Principal;
  /** The account asked for, if any. */
  readonly accountId: string | null;
  /** Where the request comes from, see `networkOf`. */
  readonly network: string;
}

/** Sees to it that nobody takes more than a share of the work: each user, each account, and each address that is not signed in. */
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
    if (!user) return new RequestBudget(this.#networks.bucketFor(network), null, this.#clock);
    const account = accountId !== null && inScope(accounts, accountId) ? accountId : user.homeAccountId;
    return new RequestBudget(
      this.#users.bucketFor(user.id),
      account ? this.#accounts.bucketFor(account) : null,
      this.#clock,
    );
  }
}

/** Spends from the bucket of a caller, and from that of its account if it has one. */
class RequestBudget implements RateLimitBudget {
  readonly #ownBucket: TokenBucket;
  readonly #sharedBucket: TokenBucket | null;
  readonly #clock: Clock;
  #cost = 0;
  /** As it was when it was asked for last, until more is spent. */
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

/** The refusal of whoever has to wait. */
export function rateLimitedError(waitMs: number): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000));
  const message = `Too much in a short time: try again in ${retryAfterSeconds} s.`;
  return new AppError('RATE_LIMITED', message, { retryAfterSeconds });
}
