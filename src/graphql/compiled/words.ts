/** A text of ASCII that is written as it is, eight bytes at a time. */
export interface Words {
  /** What comes after the text in the last of them counts for nothing. */
  readonly words: Float64Array;
  /** Of the text, in bytes. */
  readonly length: number;
}

/** How many bytes past a text its last word may reach. */
export const pastWords = 7;

/** @param text of what JSON has as it is: no bytes of such are a number that is none, of which other bytes might be written */
export function wordsOf(text: string): Words {
  const { length } = text;
  const bytes = Buffer.alloc(Math.ceil(length / 8) * 8, text, 'latin1');
  const words = Float64Array.from({ length: bytes.length / 8 }, (_, at) => bytes.readDoubleLE(at * 8));
  return { words, length };
}
