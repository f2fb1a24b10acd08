import { inScope, type Principal } from '../directory/principal.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import { TokenBuckets } from './token-buckets.ts';

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

type Share = { readonly buckets: TokenBuckets; readonly key: string };

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
    const shares = this.#sharesOf(caller);
    let cost = 0;
    return {
      spend: (points) => {
        const waitMs = Math.max(...shares.map(({ buckets, key }) => buckets.waitMs(key, points)));
        if (waitMs > 0) throw rateLimited(waitMs);
        for (const { buckets, key } of shares) buckets.take(key, points);
        cost += points;
      },
      usage: () => this.#usage(shares, cost),
    };
  }

  #sharesOf({ principal: { user, accounts }, accountId, network }: Caller): [Share, ...Share[]] {
    if (!user) return [{ buckets: this.#networks, key: network }];
    const account = accountId !== null && inScope(accounts, accountId) ? accountId : user.homeAccountId;
    return [{ buckets: this.#users, key: user.id }, ...(account ? [{ buckets: this.#accounts, key: account }] : [])];
  }

  #usage([first, ...others]: readonly [Share, ...Share[]], cost: number): Usage {
    const left = ({ buckets, key }: Share): number => Math.max(0, Math.floor(buckets.remaining(key)));
    const tightest = others.reduce((least, share) => (left(share) < left(least) ? share : least), first);
    const { buckets, key } = tightest;
    const waitMs = buckets.waitMs(key, buckets.limit);
    const resetAt = new Date(this.#clock.now().getTime() + waitMs);
    return { cost, limit: buckets.limit, remaining: left(tightest), resetAt, resetSeconds: Math.ceil(waitMs / 1_000) };
  }
}

/** The refusal of whoever has to wait. */
export function rateLimited(waitMs: number): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000));
  const message = `Too much in a short time: try again in ${retryAfterSeconds} s.`;
  return new AppError('RATE_LIMITED', message, { retryAfterSeconds });
}
