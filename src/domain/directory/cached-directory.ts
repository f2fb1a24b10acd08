import { cacheTtlMs, TtlCache } from '../../common/caching/ttl-cache.ts';
import type { Clock } from '../../common/time/clock.ts';
import { normalizeEmailAddress } from '../../common/validation/email-address.ts';
import { wrapMethods } from '../../common/wrap-methods.ts';
import type { AccountScope } from './principal.ts';
import type { AccountRecord, CustomerRecord, EndpointRecord, UserRecord } from './records.ts';
import type { DirectoryReader } from './repository.ts';

type Load<T> = (names: readonly string[]) => Promise<T[]>;

/**
 * Caches directory look-ups for {@link cacheTtlMs} milliseconds. Writes of this process are visible at once, writes of
 * other processes when the entry expires. Cache keys include the scope, so tenant isolation is that of the queries.
 */
export class CachedDirectory implements DirectoryReader {
  readonly #directory: DirectoryReader;
  readonly #accounts: TtlCache<AccountRecord>;
  readonly #users: TtlCache<UserRecord>;
  readonly #usersByEmailAddress: TtlCache<UserRecord>;
  readonly #customers: TtlCache<CustomerRecord>;
  readonly #endpoints: TtlCache<EndpointRecord>;
  readonly #userEndpoints: TtlCache<EndpointRecord>;
  readonly #phoneNumberEndpoints: TtlCache<EndpointRecord>;

  constructor(directory: DirectoryReader, clock: Clock) {
    this.#directory = directory;
    this.#accounts = new TtlCache(clock, cacheTtlMs);
    this.#users = new TtlCache(clock, cacheTtlMs);
    this.#usersByEmailAddress = new TtlCache(clock, cacheTtlMs);
    this.#customers = new TtlCache(clock, cacheTtlMs);
    this.#endpoints = new TtlCache(clock, cacheTtlMs);
    this.#userEndpoints = new TtlCache(clock, cacheTtlMs);
    this.#phoneNumberEndpoints = new TtlCache(clock, cacheTtlMs);
  }

  accountsByIds(scope: AccountScope, ids: readonly string[]): Promise<AccountRecord[]> {
    return readThrough(this.#accounts, scope, ids, idOf, (missing) => this.#directory.accountsByIds(scope, missing));
  }

  usersByIds(scope: AccountScope, ids: readonly string[]): Promise<UserRecord[]> {
    return readThrough(this.#users, scope, ids, idOf, (missing) => this.#directory.usersByIds(scope, missing));
  }

  customersByIds(scope: AccountScope, ids: readonly string[]): Promise<CustomerRecord[]> {
    return readThrough(this.#customers, scope, ids, idOf, (missing) => this.#directory.customersByIds(scope, missing));
  }

  endpointsByIds(scope: AccountScope, ids: readonly string[]): Promise<EndpointRecord[]> {
    return readThrough(this.#endpoints, scope, ids, idOf, (missing) => this.#directory.endpointsByIds(scope, missing));
  }

  usersByEmailAddresses(scope: AccountScope, emailAddresses: readonly string[]): Promise<UserRecord[]> {
    const load: Load<UserRecord> = (missing) => this.#directory.usersByEmailAddresses(scope, missing);
    const addresses = emailAddresses.map(normalizeEmailAddress);
    return readThrough(this.#usersByEmailAddress, scope, addresses, (user) => user.emailAddress, load);
  }

  userEndpoints(accountId: string, userIds: readonly string[]): Promise<EndpointRecord[]> {
    const load: Load<EndpointRecord> = (missing) => this.#directory.userEndpoints(accountId, missing);
    return readThrough(this.#userEndpoints, [accountId], userIds, (endpoint) => endpoint.userId ?? '', load);
  }

  phoneNumberEndpoints(accountId: string, numbers: readonly string[]): Promise<EndpointRecord[]> {
    const load: Load<EndpointRecord> = (missing) => this.#directory.phoneNumberEndpoints(accountId, missing);
    const numberOf = (endpoint: EndpointRecord) => endpoint.phoneNumber ?? '';
    return readThrough(this.#phoneNumberEndpoints, [accountId], numbers, numberOf, load);
  }

  /** Not cached: only outgoing calls need it. */
  phoneNumberEndpoint(accountId: string, phoneNumber: string | null): Promise<EndpointRecord | null> {
    return this.#directory.phoneNumberEndpoint(accountId, phoneNumber);
  }

  /** Evicts every entry. Later look-ups read the database, even if an earlier look-up of the same key is in flight. */
  clear(): void {
    const all = [this.#accounts, this.#users, this.#usersByEmailAddress, this.#customers];
    for (const known of [...all, this.#endpoints, this.#userEndpoints, this.#phoneNumberEndpoints]) known.clear();
  }

  /**
   * Wraps a store to clear the whole cache after every write, successful or not: one write can change many records,
   * such as the paths of all customers below one.
   */
  invalidateOnWrite<T extends object>(store: T): T {
    return wrapMethods(store, (method, name) => {
      if (readMethods.has(name)) return method;
      return async (...args) => {
        try {
          return await method(...args);
        } finally {
          this.clear();
        }
      };
    });
  }
}

/** Store methods that only read; every other method counts as a write. */
const readMethods: ReadonlySet<string> = new Set(['byIds', 'range', 'count']);

const idOf = ({ id }: { readonly id: string }): string => id;

function readThrough<T extends object>(
  cache: TtlCache<T>,
  scope: AccountScope,
  keys: readonly string[],
  nameOf: (record: T) => string,
  load: Load<T>,
): Promise<T[]> {
  const prefix = `${scope === 'all' ? scope : scope.join()} `;
  const all = keys.map((name) => prefix + name.toLowerCase());
  const cacheKeys = all.length > 1 ? [...new Set(all)] : all;
  return cache.getMany(cacheKeys, async (missing) => {
    const found = await load(missing.map((key) => key.slice(prefix.length)));
    return new Map(found.map((record) => [prefix + nameOf(record), record]));
  });
}
