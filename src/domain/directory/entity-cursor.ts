import { isId } from '../../common/ids.ts';
import { readCursor, writeCursor } from '../../common/pagination/cursor.ts';
import type { DirectoryOrder, EntityPosition } from './entity-store.ts';

/** Encodes a position as an opaque keyset cursor for lists of this order, which is one of `DirectoryOrderFields`. */
export function encodeEntityCursor({ field }: DirectoryOrder, { value, id }: EntityPosition): string {
  return writeCursor([field, value instanceof Date ? value.getTime() : String(value), id]);
}

/**
 * Decodes a cursor.
 * @returns the position, or an error message without its subject when the cursor is invalid
 */
export function decodeEntityCursor({ field }: DirectoryOrder, cursor: string): EntityPosition | string {
  const [madeFor, value, id, ...rest] = readCursor(cursor);
  const isValid = madeFor === field && rest.length === 0 && typeof id === 'string' && isId(id);
  if (isValid && field === 'Name' && typeof value === 'string') return { value, id };
  const date = new Date(field !== 'Name' && typeof value === 'number' ? value : Number.NaN);
  return isValid && !Number.isNaN(date.getTime()) ? { value: date, id } : 'is not a cursor of this list.';
}
