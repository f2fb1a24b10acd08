import createLimit, { type Limit } from 'p-limit';

export interface AttemptLimits {
  /** Maximum attempts in flight of all accounts. */
  readonly total: number;
  /** Maximum attempts in flight of one account, over all of its webhooks. */
  readonly account: number;
}

/** Limits the work in flight for webhooks. Work beyond a limit waits, in the order of arrival. */
export class AttemptLimiter {
  readonly #limits: AttemptLimits;
  readonly #total: Limit;
  readonly #accounts = new Map<string, { readonly limit: Limit; users: number }>();

  constructor(limits: AttemptLimits) {
    this.#limits = limits;
    this.#total = createLimit(limits.total);
  }

  /** Runs work for an account when both limits permit it. */
  async run<T>(accountId: string, work: () => Promise<T>): Promise<T> {
    const account = this.#accounts.get(accountId) ?? { limit: createLimit(this.#limits.account), users: 0 };
    this.#accounts.set(accountId, account);
    account.users += 1;
    try {
      // work that waits for its account holds no place of the total
      return await account.limit(() => this.#total(work));
    } finally {
      account.users -= 1;
      if (account.users === 0) this.#accounts.delete(accountId);
    }
  }
}
