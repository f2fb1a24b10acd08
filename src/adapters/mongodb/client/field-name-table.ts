interface Entry<T> {
  readonly name: Buffer;
  readonly value: T;
}

/** Values by names of fields, found by the bytes of a name: to make a text of each takes longer than to read what it names. */
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

  /** @param at where the name begins in the bytes; @param length of it, in bytes */
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

/** A power of two, so large that few names have a digest in common. */
const tableSize = (names: number) => 2 ** Math.ceil(Math.log2(names * 3 + 1));

function isAt(bytes: Uint8Array, at: number, length: number, name: Buffer): boolean {
  if (length !== name.length) return false;
  for (let n = 0; n < length; n += 1) if (bytes[at + n] !== name[n]) return false;
  return true;
}
