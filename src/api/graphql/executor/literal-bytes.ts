/** ASCII text, encoded so that code writes eight bytes of it at a time. */
export interface Float64Literal {
  /** Eight bytes of the text each, little-endian. The last one may have zeros after the text; the next write overwrites them. */
  readonly numbers: Float64Array;
  /** Length of the text, in bytes. */
  readonly length: number;
}

/** Upper bound of the bytes that writing a literal touches after its text. */
export const overrunBytes = 7;

/** @param text ASCII without control characters: the bytes of such text never form a NaN, which may change when it is copied */
export function encodeLiteral(text: string): Float64Literal {
  const { length } = text;
  const bytes = Buffer.alloc(Math.ceil(length / 8) * 8, text, 'latin1');
  const numbers = Float64Array.from({ length: bytes.length / 8 }, (_, index) => bytes.readDoubleLE(index * 8));
  return { numbers, length };
}
