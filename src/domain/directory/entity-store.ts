import type { AccountScope } from './principal.ts';
import type { DirectoryRecord } from './records.ts';

/**
 * Fields that a list can be ordered by; ties are broken by id. Each kind defines its own `Name`, such as the e-mail
 * address of a user.
 */
export const DirectoryOrderFields = {
  Name: 'Name',
  DateCreated: 'DateCreated',
  DateLastModified: 'DateLastModified',
} as const;
export type DirectoryOrderFields = keyof typeof DirectoryOrderFields;

export interface DirectoryOrder {
  /** One of {@link DirectoryOrderFields}, or a field of the record, of which only REST lists make use. */
  readonly field: string;
  readonly descending: boolean;
}

/** Keyset position in an ordered list: the sort value and the id. */
export interface EntityPosition {
  /** Null if the record has no value, which sorts before all values. */
  readonly value: string | boolean | Date | null;
  readonly id: string;
}

export interface EntityRange<F> {
  readonly filter: F;
  readonly order: DirectoryOrder;
  readonly after?: EntityPosition | null;
  readonly before?: EntityPosition | null;
  /** Counts `limit` from the end; the rows are in list order either way. */
  readonly fromEnd?: boolean;
  readonly skip?: number;
  readonly limit: number;
}

/**
 * `stale`: the record was changed or deleted since it was read. `taken`: another record has a value that must be
 * unique.
 */
export type UpdateOutcome = 'written' | 'stale' | 'taken';

/** Stores the records of one kind; a filter includes the accounts that it covers. */
export interface EntityStore<T extends DirectoryRecord, F> {
  /** Finds records within the scope, in any order. Malformed ids match nothing. */
  byIds(scope: AccountScope, ids: readonly string[]): Promise<T[]>;
  range(range: EntityRange<F>): Promise<T[]>;
  count(filter: F): Promise<number>;
  /** @returns `false`, with nothing written, when another record has a value that must be unique */
  insert(record: T): Promise<boolean>;
  /** Writes only the changed fields and increments the revision, if the record is still at the revision of `before`. */
  update(before: T, changes: Partial<T>): Promise<UpdateOutcome>;
  /** @returns whether the record existed */
  remove(id: string): Promise<boolean>;
}
