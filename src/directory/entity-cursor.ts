import { isId } from '../kernel/ids.ts';
import type { DirectoryOrder, EntityPosition } from './entity-store.ts';

/** An opaque text for a place in a list of that order. */
export function encodeEntityCursor({ field }: DirectoryOrder, { value, id }: EntityPosition): string {
  return Buffer.from(JSON.stringify([field, value instanceof Date ? value.getTime() : value, id])).toString(
    'base64url',
  );
}

/** @returns `null` for anything that `encodeEntityCursor` did not make for that order */
export function decodeEntityCursor({ field }: DirectoryOrder, cursor: string): EntityPosition | null {
  const [madeFor, value, id, ...rest] = parsed(cursor);
  if (madeFor !== field || rest.length > 0 || typeof id !== 'string' || !isId(id)) return null;
  if (field === 'Name') return typeof value === 'string' ? { value, id } : null;
  const date = new Date(typeof value === 'number' ? value : Number.NaN);
  return Number.isNaN(date.getTime()) ? null : { value: date, id };
}

function parsed(cursor: string): readonly unknown[] {
  try {
    const found: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}
