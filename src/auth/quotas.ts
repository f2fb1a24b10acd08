import { inScope, type Principal } from '../directory/principal.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
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
export interface Quota {
  /** @throws RATE_LIMITED when it is not there; nothing is spent then */
  spend(points: number): void;
  usage(): Usage;
}

export interface Caller {
  readonly principal: Principal;
  /** The account asked for, if any. */
  readonly accountId: string | null;
  /** Where the request comes from, see `networkOf`. */
  readonly network: string;
}

/** Sees to it that nobody takes more than a share of the work: each user, each account, and each address that is not signed in. */
export class Quotas {
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

  of(caller: Caller): Quota {
    const buckets = this.#bucketsOf(caller);
    let cost = 0;
    return {
      spend: (points) => {
        const waitMs = Math.max(...buckets.map((bucket) => bucket.waitMs(points)));
        if (waitMs > 0) throw rateLimited(waitMs);
        for (const bucket of buckets) bucket.take(points);
        cost += points;
      },
      usage: () => this.#usage(buckets, cost),
    };
  }

  #bucketsOf({ principal: { user, accounts }, accountId, network }: Caller): [TokenBucket, ...TokenBucket[]] {
    if (!user) return [this.#networks.of(network)];
    const account = accountId !== null && inScope(accounts, accountId) ? accountId : user.homeAccountId;
    return [this.#users.of(user.id), ...(account ? [this.#accounts.of(account)] : [])];
  }

  #usage([first, ...others]: readonly [TokenBucket, ...TokenBucket[]], cost: number): Usage {
    const left = (bucket: TokenBucket): number => Math.max(0, Math.floor(bucket.remaining()));
    const tightest = others.reduce((least, bucket) => (left(bucket) < left(least) ? bucket : least), first);
    const waitMs = tightest.waitMs(tightest.limit);
    const resetAt = new Date(this.#clock.now().getTime() + waitMs);
    return { cost, limit: tightest.limit, remaining: left(tightest), resetAt, resetSeconds: Math.ceil(waitMs / 1_000) };
  }
}

/** The refusal of whoever has to wait. */
export function rateLimited(waitMs: number): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000));
  const message = `Too much in a short time: try again in ${retryAfterSeconds} s.`;
  return new AppError('RATE_LIMITED', message, { retryAfterSeconds });
}
