/** ASCII text, encoded as doubles so that eight bytes are written at a time. */
export interface Float64Literal {
  /**
   * The text in units of eight bytes, little-endian. The last number may have zeros after the text, which the next
   * write overwrites.
   */
  readonly numbers: Float64Array;
  /** Length of the text, in bytes. */
  readonly length: number;
}

/** Upper bound on the bytes that writing a literal overwrites after its text. */
export const overrunBytes = 7;

/**
 * Encodes ASCII text.
 *
 * @param text ASCII without control characters; its bytes never form a NaN, whose bits may change when it is copied
 */
export function encodeLiteral(text: string): Float64Literal {
  const { length } = text;
  const bytes = Buffer.alloc(Math.ceil(length / 8) * 8, text, 'latin1');
  const numbers = Float64Array.from({ length: bytes.length / 8 }, (_, index) => bytes.readDoubleLE(index * 8));
  return { numbers, length };
}
