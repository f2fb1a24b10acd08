import type { JsonBuffer } from './json-buffer.ts';

interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** The byte ranges of one response that related records were written to, by id: the rows of a list mostly refer to the same few records. */
export class ByteRangeCache {
  readonly #ranges = new Map<string, ByteRange>();

  /** Writes what was written for `id` before. @returns whether there was anything */
  copy(id: string, buffer: JsonBuffer): boolean {
    const range = this.#ranges.get(id);
    if (range) buffer.copyRange(range.start, range.end);
    return range !== undefined;
  }

  store(id: string, start: number, end: number): void {
    this.#ranges.set(id, { start, end });
  }
}
