import DataLoader from 'dataloader';
import type { AccountScope } from '../../domain/directory/principal.ts';
import type { AccountRecord, CustomerRecord, EndpointRecord, UserRecord } from '../../domain/directory/records.ts';
import type { DirectoryReader } from '../../domain/directory/repository.ts';

/** Upper bound on the ids of one query. MongoDB allows more, but a large reply delays other operations. */
const maxBatchSize = 1_000;

type Loader<T> = RecordLoader<T | null>;

export interface DirectoryLoaders {
  readonly account: Loader<AccountRecord>;
  readonly user: Loader<UserRecord>;
  readonly customer: Loader<CustomerRecord>;
  readonly endpoint: Loader<EndpointRecord>;
}

type LoaderFactories = {
  readonly [K in keyof DirectoryLoaders]: (of: { readonly accounts: AccountScope }) => DirectoryLoaders[K];
};

/**
 * Returns the factories of a request's directory loaders, which find only records within an account scope. Loads of one
 * tick are batched into one query per loader. The loaders cache records, so they must not outlive the request.
 */
export function directoryLoaders(directory: DirectoryReader): LoaderFactories {
  return {
    account: ({ accounts }) => byId((ids) => directory.accountsByIds(accounts, ids)),
    user: ({ accounts }) => byId((ids) => directory.usersByIds(accounts, ids)),
    customer: ({ accounts }) => byId((ids) => directory.customersByIds(accounts, ids)),
    endpoint: ({ accounts }) => byId((ids) => directory.endpointsByIds(accounts, ids)),
  };
}

/**
 * Creates a loader of records by id.
 *
 * @param find returns the records that exist, in any order
 */
export function byId<T extends { readonly id: string }>(find: (ids: readonly string[]) => Promise<T[]>): Loader<T> {
  return new RecordLoader(async (ids) => {
    const records = new Map((await find(ids)).map((record) => [record.id, record]));
    return ids.map((id) => records.get(id) ?? null);
  });
}

/** A DataLoader that can also load a known set of keys directly, without batching. */
export class RecordLoader<T> extends DataLoader<string, T> {
  readonly #batch: (keys: readonly string[]) => Promise<readonly T[]>;

  /** @param batch returns a value for each key, in the order of the keys */
  constructor(batch: (keys: readonly string[]) => Promise<readonly T[]>) {
    super(batch, { maxBatchSize });
    this.#batch = batch;
  }

  /**
   * Loads keys in one query, without the cache; more than `maxBatchSize` keys are loaded in batches, with the cache.
   *
   * @returns a value for each key, in the order of the keys
   */
  findAll(keys: readonly string[]): Promise<readonly T[]> {
    return keys.length > maxBatchSize ? Promise.all(keys.map((key) => this.load(key))) : this.#batch(keys);
  }
}
