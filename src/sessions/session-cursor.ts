import { isId } from '../kernel/ids.ts';
import type { SessionPosition } from './session-repository.ts';

/** An opaque text for a place in the list; it stays right while sessions are being created before it. */
export function encodeCursor(position: SessionPosition): string {
  return Buffer.from(`session:${position.dateCreated.getTime()}:${position.id}`).toString('base64url');
}

/** @returns `null` for anything that `encodeCursor` did not make */
export function decodeCursor(cursor: string): SessionPosition | null {
  const [kind, time, id, ...rest] = Buffer.from(cursor, 'base64url').toString().split(':');
  if (kind !== 'session' || time === undefined || id === undefined || rest.length > 0) return null;
  const dateCreated = new Date(/^\d{1,15}$/.test(time) ? Number(time) : Number.NaN);
  return isId(id) && !Number.isNaN(dateCreated.getTime()) ? { dateCreated, id } : null;
}
