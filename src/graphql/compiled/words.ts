/** A text of ASCII that is written as it is, four bytes at a time. */
export interface Words {
  /** What comes after the text in the last of them counts for nothing. */
  readonly words: Int32Array;
  /** Of the text, in bytes. */
  readonly length: number;
}

export function wordsOf(text: string): Words {
  const { length } = text;
  const bytes = Buffer.alloc(Math.ceil(length / 4) * 4, text, 'latin1');
  const words = Int32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readInt32LE(at * 4));
  return { words, length };
}
