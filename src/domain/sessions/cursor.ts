import { isId } from '../../common/ids.ts';
import { readCursor, writeCursor } from '../../common/pagination/cursor.ts';
import type { SessionPosition } from './list-repository.ts';
import type { SessionOrder } from './order.ts';

/** Names of the lists that have cursors. */
export type SessionListName = 'sessions' | 'mySessions' | 'activeSessions';

/** The list and the order that a cursor is valid for. */
export interface CursorContext {
  readonly list: SessionListName;
  readonly order: SessionOrder;
}

/**
 * Encodes a position as an opaque keyset cursor, which stays valid while sessions are created. Lists with cursors are
 * ordered by a date.
 */
export function encodeCursor({ list, order }: CursorContext, { value, id }: SessionPosition): string {
  return writeCursor([
    'session',
    list,
    order.field,
    order.direction,
    value instanceof Date ? value.getTime() : null,
    id,
  ]);
}

/**
 * Decodes a cursor.
 * @returns the position, or an error message without its subject when the cursor is invalid
 */
export function decodeCursor(cursor: string, { list, order }: CursorContext): SessionPosition | string {
  const parts = readCursor(cursor);
  const [kind, cursorList, field, direction, time, id] = parts;
  const date = time === null ? null : new Date(typeof time === 'number' ? time : Number.NaN);
  const isNone = kind !== 'session' || parts.length !== 6 || typeof id !== 'string' || !isId(id);
  // dateCompleted is the only order field that may be null
  if (isNone || Number.isNaN(date?.getTime()) || (date === null && field !== 'dateCompleted')) {
    return 'is not a cursor of a list of sessions.';
  }
  if (cursorList !== list) return `is a cursor of ${cursorList}, not of ${list}.`;
  if (field !== order.field || direction !== order.direction) {
    return `is a cursor of the order ${field} ${direction}, not of ${order.field} ${order.direction}.`;
  }
  return { value: date, id };
}
