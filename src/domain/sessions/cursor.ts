import { isId } from '../../common/ids.ts';
import { readCursor, writeCursor } from '../../common/pagination/cursor.ts';
import type { SessionPosition } from './list-repository.ts';
import type { SessionOrder } from './order.ts';

/** The lists a cursor can belong to. */
export type SessionListName = 'sessions' | 'mySessions' | 'activeSessions';

/** What a cursor is good for: one list in one order. */
export interface CursorContext {
  readonly list: SessionListName;
  readonly order: SessionOrder;
}

/** An opaque text for a place in a list; it stays right while sessions are being created around it. */
export function encodeCursor({ list, order }: CursorContext, { date, id }: SessionPosition): string {
  return writeCursor(['session', list, order.field, order.direction, date?.getTime() ?? null, id]);
}

/** @returns the place, or in words what is wrong with the cursor */
export function decodeCursor(cursor: string, { list, order }: CursorContext): SessionPosition | string {
  const parts = readCursor(cursor);
  const [kind, cursorList, field, direction, time, id] = parts;
  const date = time === null ? null : new Date(typeof time === 'number' ? time : Number.NaN);
  const isNone = kind !== 'session' || parts.length !== 6 || typeof id !== 'string' || !isId(id);
  // without a date only where an order has sessions without one
  if (isNone || Number.isNaN(date?.getTime()) || (date === null && field !== 'dateCompleted')) {
    return 'is no cursor of a list of sessions.';
  }
  if (cursorList !== list) return `is a cursor of ${cursorList}, not of ${list}.`;
  if (field !== order.field || direction !== order.direction) {
    return `is a cursor of the order ${field} ${direction}, not of ${order.field} ${order.direction}.`;
  }
  return { date, id };
}
