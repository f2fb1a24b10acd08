/** Encodes the position of an event in the stream as an opaque cursor. */
export function encodeEventCursor(sequence: number): string {
  return Buffer.from(`event:${sequence}`).toString('base64url');
}

/** @returns the sequence, or an error message for an invalid cursor */
export function decodeEventCursor(cursor: string): number | string {
  const [, digits] = /^event:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return digits === undefined ? 'is not a cursor of an event.' : Number(digits);
}
