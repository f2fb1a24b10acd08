import DataLoader from 'dataloader';
import type { AccountScope } from '../../domain/directory/principal.ts';
import type { AccountRecord, CustomerRecord, EndpointRecord, UserRecord } from '../../domain/directory/records.ts';
import type { DirectoryReader } from '../../domain/directory/repository.ts';

/** MongoDB takes more, but one reply then grows past what is good for anybody else waiting. */
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

/** What makes the loaders of one request, of what lies within the scope: whatever it asks for in one tick becomes one query for each kind. Never kept longer. */
export function directoryLoaders(directory: DirectoryReader): LoaderFactories {
  return {
    account: ({ accounts }) => byId((ids) => directory.accountsByIds(accounts, ids)),
    user: ({ accounts }) => byId((ids) => directory.usersByIds(accounts, ids)),
    customer: ({ accounts }) => byId((ids) => directory.customersByIds(accounts, ids)),
    endpoint: ({ accounts }) => byId((ids) => directory.endpointsByIds(accounts, ids)),
  };
}

/** A loader of records by their ids. @param find returns what it finds in any order */
export function byId<T extends { readonly id: string }>(find: (ids: readonly string[]) => Promise<T[]>): Loader<T> {
  return new RecordLoader(async (ids) => {
    const records = new Map((await find(ids)).map((record) => [record.id, record]));
    return ids.map((id) => records.get(id) ?? null);
  });
}

/** Batches what is asked for one by one; who has all the keys at hand can have them without that. */
export class RecordLoader<T> extends DataLoader<string, T> {
  readonly #batch: (keys: readonly string[]) => Promise<readonly T[]>;

  /** @param batch returns one for each key, in that order */
  constructor(batch: (keys: readonly string[]) => Promise<readonly T[]>) {
    super(batch, { maxBatchSize });
    this.#batch = batch;
  }

  /** Finds them in one query, past what was loaded before. @returns one for each key, in that order */
  findAll(keys: readonly string[]): Promise<readonly T[]> {
    return keys.length > maxBatchSize ? Promise.all(keys.map((key) => this.load(key))) : this.#batch(keys);
  }
}
