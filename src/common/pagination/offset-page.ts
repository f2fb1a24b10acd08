import type { FieldError } from '../errors/app-error.ts';
import { rangeErrors } from '../validation/number.ts';

/** Page arguments of the vendor's lists. */
export interface OffsetPageArguments {
  /** Page number, from 0. */
  readonly page: number;
  readonly countPerPage: number;
  /** Requests every match, regardless of the page. */
  readonly all: boolean;
  /** Omits the totals. */
  readonly simplifiedPaging: boolean;
}

/** A validated page: the number of rows to skip, the maximum number of rows, and whether the whole list is counted. */
export interface OffsetWindow {
  readonly skip: number;
  readonly size: number;
  readonly isCounted: boolean;
}

/** One page in the vendor's format. */
export interface OffsetPage<T> {
  readonly items: readonly T[];
  /** 0 unless the list is counted. */
  readonly totalCount: number;
  readonly totalPages: number;
  readonly hasMorePages: boolean;
}

export const defaultCountPerPage = 25;
export const maxCountPerPage = 1_000;
/** Maximum row number of a page, because the database reads every row that is skipped. */
const maxDepth = 100_000;

/**
 * Validates page arguments.
 * @returns the window, and a validation error for each argument that is out of range
 */
export function checkOffsetPage(args: OffsetPageArguments): { window: OffsetWindow; issues: FieldError[] } {
  const { page, countPerPage, all, simplifiedPaging } = args;
  const issues: FieldError[] = [];
  if (page < 0) issues.push({ fieldName: 'page', errorCode: 'GreaterThanOrEqual', message: 'page must be 0 or more.' });
  issues.push(...rangeErrors('countPerPage', countPerPage, 1, maxCountPerPage));
  if ((page + 1) * countPerPage > maxDepth && !all) {
    const message = `Paging ends at item ${maxDepth}. Set all, or filter the list.`;
    issues.push({ fieldName: 'page', errorCode: 'LessThanOrEqual', message });
  }
  return { window: { skip: page * countPerPage, size: countPerPage, isCounted: !simplifiedPaging }, issues };
}

/**
 * Reads one page.
 * @param list reads rows in order, and counts all of them
 */
export async function readOffsetPage<T>(
  { skip, size, isCounted }: OffsetWindow,
  list: {
    readonly read: (range: { readonly skip: number; readonly limit: number }) => Promise<readonly T[]>;
    readonly count: () => Promise<number>;
  },
): Promise<OffsetPage<T>> {
  // one row more than the page shows whether there is another page
  const rows = list.read({ skip, limit: size + 1 });
  const [found, totalCount] = await Promise.all([rows, isCounted ? list.count() : 0]);
  return {
    items: found.slice(0, size),
    totalCount,
    totalPages: Math.ceil(totalCount / size),
    hasMorePages: found.length > size,
  };
}

/** The totals of a list that was returned as a whole. */
export function totalsOfAll(count: number, { isCounted }: OffsetWindow): Omit<OffsetPage<never>, 'items'> {
  return { totalCount: isCounted ? count : 0, totalPages: isCounted ? 1 : 0, hasMorePages: false };
}

const chunkSize = 200;

/**
 * Reads every row of a list in chunks, so that few rows are in memory at a time.
 * @param read returns at most `limit` rows after a position, in order
 * @param positionOf returns the position of a row
 */
export async function* readInChunks<T, P>(
  read: (after: P | null, limit: number) => Promise<readonly T[]>,
  positionOf: (row: T) => P,
): AsyncGenerator<readonly T[]> {
  let after: P | null = null;
  do {
    const rows: readonly T[] = await read(after, chunkSize);
    if (rows.length > 0) yield rows;
    const last: T | undefined = rows.length === chunkSize ? rows.at(-1) : undefined;
    after = last === undefined ? null : positionOf(last);
  } while (after !== null);
}
