import type { FieldError } from '../kernel/app-error.ts';
import { type CursorContext, decodeCursor } from './session-cursor.ts';
import type { SessionPosition } from './session-list-repository.ts';

/** Relay's arguments, as given. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** The arguments with their defaults; good for nothing unless `faults` is empty. */
interface CheckedPage {
  readonly size: number;
  readonly fromEnd: boolean;
  readonly after: SessionPosition | null;
  readonly before: SessionPosition | null;
  readonly faults: FieldError[];
}

/** How many a page has where it is not said, and at most. */
export const defaultPageSize = 25;
export const maxPageSize = 100;

/** Checks Relay's arguments for a list in an order. */
export function checkPage(args: PageArguments, cursors: CursorContext): CheckedPage {
  const faults: FieldError[] = [];
  const size = (fieldName: 'first' | 'last'): number | null => {
    const value = args[fieldName] ?? null;
    if (value !== null && (value < 0 || value > maxPageSize)) {
      const message = `${fieldName} must be between 0 and ${maxPageSize}.`;
      faults.push({ fieldName, errorCode: 'InclusiveBetween', message });
    }
    return value;
  };
  const position = (fieldName: 'after' | 'before'): SessionPosition | null => {
    const value = args[fieldName] ?? null;
    const found = value === null ? null : decodeCursor(value, cursors);
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
