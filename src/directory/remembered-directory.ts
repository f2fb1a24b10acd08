import type { Clock } from '../kernel/clock.ts';
import { freshnessMs, Remembered } from '../kernel/remembered.ts';
import { wrapMethods } from '../kernel/wrap-methods.ts';
import type { DirectoryLookUps } from './directory-repository.ts';
import type { AccountScope } from './principal.ts';
import type { AccountRecord, CustomerRecord, EndpointRecord, UserRecord } from './records.ts';

type Find<T> = (names: readonly string[]) => Promise<T[]>;

/**
 * Looks up what sessions refer to, and remembers it for a few seconds: what this process writes to the directory shows at
 * once, what others write when that time is over. Each scope has what was found within it, so the fence is that of the queries.
 */
export class RememberedDirectory implements DirectoryLookUps {
  readonly #directory: DirectoryLookUps;
  readonly #accounts: Remembered<AccountRecord>;
  readonly #users: Remembered<UserRecord>;
  readonly #usersByEmailAddress: Remembered<UserRecord>;
  readonly #customers: Remembered<CustomerRecord>;
  readonly #endpoints: Remembered<EndpointRecord>;
  readonly #userEndpoints: Remembered<EndpointRecord>;

  constructor(directory: DirectoryLookUps, clock: Clock) {
    this.#directory = directory;
    this.#accounts = new Remembered(clock, freshnessMs);
    this.#users = new Remembered(clock, freshnessMs);
    this.#usersByEmailAddress = new Remembered(clock, freshnessMs);
    this.#customers = new Remembered(clock, freshnessMs);
    this.#endpoints = new Remembered(clock, freshnessMs);
    this.#userEndpoints = new Remembered(clock, freshnessMs);
  }

  accountsByIds(scope: AccountScope, ids: readonly string[]): Promise<AccountRecord[]> {
    return recall(this.#accounts, scope, ids, idOf, (missing) => this.#directory.accountsByIds(scope, missing));
  }

  usersByIds(scope: AccountScope, ids: readonly string[]): Promise<UserRecord[]> {
    return recall(this.#users, scope, ids, idOf, (missing) => this.#directory.usersByIds(scope, missing));
  }

  customersByIds(scope: AccountScope, ids: readonly string[]): Promise<CustomerRecord[]> {
    return recall(this.#customers, scope, ids, idOf, (missing) => this.#directory.customersByIds(scope, missing));
  }

  endpointsByIds(scope: AccountScope, ids: readonly string[]): Promise<EndpointRecord[]> {
    return recall(this.#endpoints, scope, ids, idOf, (missing) => this.#directory.endpointsByIds(scope, missing));
  }

  usersOfAccountByEmailAddresses(accountId: string, emailAddresses: readonly string[]): Promise<UserRecord[]> {
    const find: Find<UserRecord> = (missing) => this.#directory.usersOfAccountByEmailAddresses(accountId, missing);
    return recall(this.#usersByEmailAddress, [accountId], emailAddresses, (user) => user.emailAddress, find);
  }

  userEndpoints(accountId: string, userIds: readonly string[]): Promise<EndpointRecord[]> {
    const find: Find<EndpointRecord> = (missing) => this.#directory.userEndpoints(accountId, missing);
    return recall(this.#userEndpoints, [accountId], userIds, (endpoint) => endpoint.userId ?? '', find);
  }

  /** What is looked up from now on is as it is in the store, also where another search for it is under way. */
  forget(): void {
    const all = [this.#accounts, this.#users, this.#usersByEmailAddress, this.#customers];
    for (const known of [...all, this.#endpoints, this.#userEndpoints]) known.forgetAll();
  }

  /** The same store, after whose writes, also those that failed, all is forgotten: one may change much, as the path of every customer below. */
  forgettingAfterWrites<T extends object>(store: T): T {
    return wrapMethods(store, (method, name) => {
      if (readMethods.has(name)) return method;
      return async (...args) => {
        try {
          return await method(...args);
        } finally {
          this.forget();
        }
      };
    });
  }
}

/** Of a store's methods those that change nothing; every other one counts as a write. */
const readMethods: ReadonlySet<string> = new Set(['byIds', 'range', 'count']);

const idOf = ({ id }: { readonly id: string }): string => id;

async function recall<T extends object>(
  remembered: Remembered<T>,
  scope: AccountScope,
  names: readonly string[],
  nameOf: (record: T) => string,
  find: Find<T>,
): Promise<T[]> {
  const prefix = `${scope === 'all' ? scope : scope.join()} `;
  const all = names.map((name) => prefix + name.toLowerCase());
  const keys = all.length > 1 ? [...new Set(all)] : all;
  return remembered.getMany(keys, async (missing) => {
    const found = await find(missing.map((key) => key.slice(prefix.length)));
    return new Map(found.map((record) => [prefix + nameOf(record), record]));
  });
}
