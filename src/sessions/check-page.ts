import type { FieldError } from '../kernel/app-error.ts';

/** Relay's arguments, as given. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** The arguments with their defaults; good for nothing unless `faults` is empty. */
interface CheckedPage<P> {
  readonly size: number;
  readonly fromEnd: boolean;
  readonly after: P | null;
  readonly before: P | null;
  readonly faults: FieldError[];
}

/** How many a page has where it is not said, and at most. */
export const defaultPageSize = 25;
export const maxPageSize = 100;

/** Checks Relay's arguments. @param decode reads a cursor of the list, or says in words what is wrong with it */
export function checkPage<P extends object | number>(
  args: PageArguments,
  decode: (cursor: string) => P | string,
): CheckedPage<P> {
  const faults: FieldError[] = [];
  const size = (fieldName: 'first' | 'last'): number | null => {
    const value = args[fieldName] ?? null;
    if (value !== null && (value < 0 || value > maxPageSize)) {
      const message = `${fieldName} must be between 0 and ${maxPageSize}.`;
      faults.push({ fieldName, errorCode: 'InclusiveBetween', message });
    }
    return value;
  };
  const position = (fieldName: 'after' | 'before'): P | null => {
    const value = args[fieldName] ?? null;
    const found = value === null ? null : decode(value);
    if (typeof found !== 'string') return found;
    faults.push({ fieldName, errorCode: 'Cursor', message: `${fieldName} ${found}` });
    return null;
  };
  const [first, last, after, before] = [size('first'), size('last'), position('after'), position('before')];
  if (first !== null && last !== null) {
    faults.push({ fieldName: 'last', errorCode: 'Predicate', message: 'first and last do not go together.' });
  }
  return { size: first ?? last ?? defaultPageSize, fromEnd: last !== null, after, before, faults };
}
