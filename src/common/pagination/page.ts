import type { FieldError } from '../errors/app-error.ts';
import { rangeErrors } from '../validation/number.ts';

/** Relay's arguments, as given. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** Which part of a list is asked for; `P` is a place in it. */
export interface PageWindow<P> {
  readonly size: number;
  readonly fromEnd: boolean;
  readonly after: P | null;
  readonly before: P | null;
}

/** One page of rows, and whether there are more around it. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** How many a page has where it is not said, and at most. */
export const defaultPageSize = 25;
export const maxPageSize = 100;

/**
 * Checks Relay's arguments. @param decodePosition the place a cursor stands for, or in words what is wrong with it
 * @returns the window, good for nothing if there are `issues`
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
    issues.push({ fieldName: 'last', errorCode: 'Predicate', message: 'first and last do not go together.' });
  }
  return { window: { size: first ?? last ?? defaultPageSize, fromEnd: last !== null, after, before }, issues };
}

/** What to look for in a store: one row more than the page has tells whether there is another one. */
export function rangeOf<P>({
  size,
  fromEnd,
  after,
  before,
}: PageWindow<P>): Omit<PageWindow<P>, 'size'> & { readonly limit: number } {
  return { fromEnd, after, before, limit: size + 1 };
}

/** The page out of what was found in the range of its window. */
export function cutPage<T>(found: readonly T[], { size, fromEnd, after, before }: PageWindow<unknown>): Page<T> {
  const hasMore = found.length > size;
  return {
    rows: !hasMore ? found : fromEnd ? found.slice(1) : found.slice(0, size),
    hasNextPage: fromEnd ? before !== null : hasMore,
    hasPreviousPage: fromEnd ? hasMore : after !== null,
  };
}
