interface Entry<T> {
  readonly name: Buffer;
  readonly value: T;
}

/**
 * A map from field names to values, looked up by the bytes of a name.
 * A `Map` would need a string of every field of every document: that takes three times as long to project a page of documents.
 */
export class FieldNames<T> {
  readonly #buckets: (Entry<T>[] | undefined)[];

  constructor(values: readonly (readonly [name: string, value: T])[]) {
    this.#buckets = new Array(bucketsFor(values.length)).fill(undefined);
    for (const [text, value] of values) {
      const name = Buffer.from(text);
      const digest = this.#digest(name, 0, name.length);
      this.#buckets[digest] = [...(this.#buckets[digest] ?? []), { name, value }];
    }
  }

  /**
   * @param at the offset of the name in `bytes`
   * @param length of the name, in bytes
   */
  find(bytes: Uint8Array, at: number, length: number): T | undefined {
    const entries = this.#buckets[this.#digest(bytes, at, length)];
    if (entries === undefined) return undefined;
    for (const { name, value } of entries) if (isAt(bytes, at, length, name)) return value;
    return undefined;
  }

  #digest(bytes: Uint8Array, at: number, length: number): number {
    const first = bytes[at] ?? 0;
    const middle = bytes[at + (length >> 1)] ?? 0;
    const last = bytes[at + Math.max(length - 1, 0)] ?? 0;
    return (first * 3 + middle * 13 + last * 7 + length * 31) & (this.#buckets.length - 1);
  }
}

/** A power of two, large enough that few names share a bucket. */
const bucketsFor = (names: number) => 2 ** Math.ceil(Math.log2(names * 3 + 1));

function isAt(bytes: Uint8Array, at: number, length: number, name: Buffer): boolean {
  if (length !== name.length) return false;
  for (let n = 0; n < length; n += 1) if (bytes[at + n] !== name[n]) return false;
  return true;
}
