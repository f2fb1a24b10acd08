import type { JsonBuffer } from './json-buffer.ts';

interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Byte ranges already written for related records in one response, by id. The rows of a list mostly refer to the same
 * few records, whose bytes can be copied.
 */
export class ByteRangeCache {
  readonly #ranges = new Map<string, ByteRange>();

  /**
   * Copies the bytes already written for a record.
   *
   * @returns whether there are any
   */
  copy(id: string, buffer: JsonBuffer): boolean {
    const range = this.#ranges.get(id);
    if (range) buffer.copyRange(range.start, range.end);
    return range !== undefined;
  }

  store(id: string, start: number, end: number): void {
    this.#ranges.set(id, { start, end });
  }
}
