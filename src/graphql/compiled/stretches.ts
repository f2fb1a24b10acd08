/** Where look-ups stand in an answer, by their keys. Those of rows that follow each other are the same more often than not. */
export class Stretches {
  /** Of the key that was known last: its first byte, and the one after its last. */
  start = 0;
  end = 0;
  #latest: string | undefined;
  readonly #known = new Map<string, { readonly start: number; readonly end: number }>();

  /** @returns whether it stands there already, `start` and `end` telling where */
  has(key: string): boolean {
    if (key === this.#latest) return true;
    const known = this.#known.get(key);
    if (!known) return false;
    this.#at(key, known.start, known.end);
    return true;
  }

  keep(key: string, start: number, end: number): void {
    this.#known.set(key, { start, end });
    this.#at(key, start, end);
  }

  #at(key: string, start: number, end: number): void {
    this.#latest = key;
    this.start = start;
    this.end = end;
  }
}
