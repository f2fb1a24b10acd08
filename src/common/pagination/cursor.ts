/** Components of a cursor; dates are in milliseconds. */
type CursorParts = readonly (string | number | null)[];

/** Encodes a list position as an opaque cursor. */
export function writeCursor(parts: CursorParts): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @returns the components of a cursor, unvalidated; empty for an invalid cursor */
export function readCursor(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
