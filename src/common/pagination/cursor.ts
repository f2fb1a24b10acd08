/** What a cursor is made of; dates as their milliseconds. */
type CursorParts = readonly (string | number | null)[];

/** An opaque text for a place in a list. */
export function writeCursor(parts: CursorParts): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @returns what a cursor is made of, unchecked; nothing for a text that is none */
export function readCursor(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
