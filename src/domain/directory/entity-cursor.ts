import { isId } from '../../common/ids.ts';
import { readCursor, writeCursor } from '../../common/pagination/cursor.ts';
import type { DirectoryOrder, EntityPosition } from './entity-store.ts';

/** An opaque text for a place in a list of that order. */
export function encodeEntityCursor({ field }: DirectoryOrder, { value, id }: EntityPosition): string {
  return writeCursor([field, value instanceof Date ? value.getTime() : value, id]);
}

/** @returns the place, or in words what is wrong with the cursor */
export function decodeEntityCursor({ field }: DirectoryOrder, cursor: string): EntityPosition | string {
  const [madeFor, value, id, ...rest] = readCursor(cursor);
  const isValid = madeFor === field && rest.length === 0 && typeof id === 'string' && isId(id);
  if (isValid && field === 'Name' && typeof value === 'string') return { value, id };
  const date = new Date(field !== 'Name' && typeof value === 'number' ? value : Number.NaN);
  return isValid && !Number.isNaN(date.getTime()) ? { value: date, id } : 'is no cursor of this list.';
}
