import type { FieldError } from '../errors/app-error.ts';
import { rangeErrors } from '../validation/number.ts';

/** Relay page arguments, as sent by the client. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** The requested part of a list; `P` is a position in the list. */
export interface PageWindow<P> {
  readonly size: number;
  readonly fromEnd: boolean;
  readonly after: P | null;
  readonly before: P | null;
}

/** One page of rows, and whether there are more rows before and after it. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** Default and maximum page size. */
export const defaultPageSize = 25;
export const maxPageSize = 100;

/**
 * Validates Relay page arguments.
 * @param decodePosition returns the position of a cursor, or a message that says why the cursor is invalid
 * @returns the window, which must not be used if there are `issues`
 */
export function checkPage<P extends object | number>(
  args: PageArguments,
  decodePosition: (cursor: string) => P | string,
): { window: PageWindow<P>; issues: FieldError[] } {
  const issues: FieldError[] = [];
  const size = (fieldName: 'first' | 'last'): number | null => {
    const value = args[fieldName] ?? null;
    if (value !== null) issues.push(...rangeErrors(fieldName, value, 0, maxPageSize));
    return value;
  };
  const place = (fieldName: 'after' | 'before'): P | null => {
    const cursor = args[fieldName] ?? null;
    const found = cursor === null ? null : decodePosition(cursor);
    if (typeof found !== 'string') return found;
    issues.push({ fieldName, errorCode: 'Cursor', message: `${fieldName} ${found}` });
    return null;
  };
  const [first, last, after, before] = [size('first'), size('last'), place('after'), place('before')];
  if (first !== null && last !== null) {
    issues.push({ fieldName: 'last', errorCode: 'Predicate', message: 'first and last cannot be combined.' });
  }
  return { window: { size: first ?? last ?? defaultPageSize, fromEnd: last !== null, after, before }, issues };
}

/** Converts a window to the range to query: one row more than the page shows whether there is another page. */
export function rangeOf<P>({
  size,
  fromEnd,
  after,
  before,
}: PageWindow<P>): Omit<PageWindow<P>, 'size'> & { readonly limit: number } {
  return { fromEnd, after, before, limit: size + 1 };
}

/** Cuts the page out of the rows found in the range of its window. */
export function cutPage<T>(found: readonly T[], { size, fromEnd, after, before }: PageWindow<unknown>): Page<T> {
  const hasMore = found.length > size;
  return {
    rows: !hasMore ? found : fromEnd ? found.slice(1) : found.slice(0, size),
    hasNextPage: fromEnd ? before !== null : hasMore,
    hasPreviousPage: fromEnd ? hasMore : after !== null,
  };
}
