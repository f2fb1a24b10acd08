import type { AccountScope } from './principal.ts';
import type { DirectoryRecord } from './records.ts';

/** What a list may be ordered by; ties are broken by the id. `Name` is what a kind is called by. */
export const DirectoryOrderFields = {
  Name: 'Name',
  DateCreated: 'DateCreated',
  DateLastModified: 'DateLastModified',
} as const;
export type DirectoryOrderFields = keyof typeof DirectoryOrderFields;

export interface DirectoryOrder {
  readonly field: DirectoryOrderFields;
  readonly descending: boolean;
}

/** A place in an ordered list: the value ordered by, and the id. */
export interface EntityPosition {
  readonly value: string | Date;
  readonly id: string;
}

export interface EntityRange<F> {
  readonly filter: F;
  readonly order: DirectoryOrder;
  readonly after?: EntityPosition | null;
  readonly before?: EntityPosition | null;
  /** Counted from the end; the rows come in order anyway. */
  readonly fromEnd?: boolean;
  readonly skip?: number;
  readonly limit: number;
}

/** `stale`: changed or gone since it was read. `taken`: another one has what only one may have. */
export type UpdateOutcome = 'written' | 'stale' | 'taken';

/** Where one kind of the directory is kept; a filter carries the accounts it looks in. */
export interface EntityStore<T extends DirectoryRecord, F> {
  /** In any order, within the scope; ids that are no ids find nothing. */
  byIds(scope: AccountScope, ids: readonly string[]): Promise<T[]>;
  range(range: EntityRange<F>): Promise<T[]>;
  count(filter: F): Promise<number>;
  /** @returns `false`, with nothing written, when another one has what only one may have */
  insert(record: T): Promise<boolean>;
  /** Writes the changed fields alone, if the record is still at the revision of `before`, and raises that. */
  update(before: T, changes: Partial<T>): Promise<UpdateOutcome>;
  /** @returns whether it was there */
  remove(id: string): Promise<boolean>;
}
