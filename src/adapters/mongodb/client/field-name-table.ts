interface Entry<T> {
  readonly name: Buffer;
  readonly value: T;
}

/**
 * Hash table of values by field name, looked up by the bytes of the name, because creating a string for each name takes
 * longer than decoding the value.
 */
export class FieldNameTable<T> {
  readonly #byDigest: (Entry<T>[] | undefined)[];

  constructor(values: readonly (readonly [name: string, value: T])[]) {
    this.#byDigest = new Array(tableSize(values.length)).fill(undefined);
    for (const [text, value] of values) {
      const name = Buffer.from(text);
      const digest = this.#digest(name, 0, name.length);
      this.#byDigest[digest] = [...(this.#byDigest[digest] ?? []), { name, value }];
    }
  }

  /**
   * Finds the value of a field name.
   * @param at offset of the name
   * @param length length of the name in bytes
   */
  find(bytes: Uint8Array, at: number, length: number): T | undefined {
    const alike = this.#byDigest[this.#digest(bytes, at, length)];
    if (alike === undefined) return undefined;
    for (const { name, value } of alike) if (isAt(bytes, at, length, name)) return value;
    return undefined;
  }

  #digest(bytes: Uint8Array, at: number, length: number): number {
    const first = bytes[at] ?? 0;
    const middle = bytes[at + (length >> 1)] ?? 0;
    const last = bytes[at + Math.max(length - 1, 0)] ?? 0;
    return (first * 3 + middle * 13 + last * 7 + length * 31) & (this.#byDigest.length - 1);
  }
}

/** Table size: a power of two, large enough that few names collide. */
const tableSize = (names: number) => 2 ** Math.ceil(Math.log2(names * 3 + 1));

function isAt(bytes: Uint8Array, at: number, length: number, name: Buffer): boolean {
  if (length !== name.length) return false;
  for (let n = 0; n < length; n += 1) if (bytes[at + n] !== name[n]) return false;
  return true;
}
