/** An opaque text for the place of an event in the stream. */
export function encodeEventCursor(sequence: number): string {
  return Buffer.from(`event:${sequence}`).toString('base64url');
}

/** @returns the sequence, or in words what is wrong with the cursor */
export function decodeEventCursor(cursor: string): number | string {
  const [, digits] = /^event:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return digits === undefined ? 'is no cursor of an event.' : Number(digits);
}
