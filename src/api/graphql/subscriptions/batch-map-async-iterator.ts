/** A source of batches of values, and the function that maps them. */
export interface BatchSource<T, R> {
  /** @returns the next batch, or `null` at the end */
  readonly read: () => Promise<readonly T[] | null>;
  /**
   * Maps the first values of a batch. It is called again with the others until none is left.
   *
   * @returns the results, and the number of values that are mapped
   */
  readonly map: (batch: readonly T[]) => Promise<{ readonly results: R[]; readonly count: number }>;
  /** Called once when the iterator ends, for any reason. */
  readonly close: () => void;
}

/**
 * Maps batches of values, and yields the results one by one. Unlike a generator, the iterator can be ended with
 * `return()` while it waits for the source.
 */
export class BatchMapAsyncIterator<T, R extends object> implements AsyncIterableIterator<R> {
  readonly #source: BatchSource<T, R>;
  #batch: readonly T[] = [];
  #results: R[] = [];
  #isOver = false;

  constructor(source: BatchSource<T, R>) {
    this.#source = source;
  }

  async next(): Promise<IteratorResult<R, undefined>> {
    try {
      while (!this.#isOver) {
        const value = this.#results.shift();
        if (value) return { done: false, value };
        if (this.#batch.length > 0) await this.#mapBatch();
        else if (!(await this.#readBatch())) break;
      }
    } catch (error) {
      this.#end();
      throw error;
    }
    return this.#end();
  }

  async return(): Promise<IteratorResult<R, undefined>> {
    return this.#end();
  }

  async throw(error: unknown): Promise<IteratorResult<R, undefined>> {
    this.#end();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #readBatch(): Promise<boolean> {
    const batch = await this.#source.read();
    this.#batch = batch ?? [];
    return batch !== null;
  }

  async #mapBatch(): Promise<void> {
    const { results, count } = await this.#source.map(this.#batch);
    this.#results = results;
    this.#batch = this.#batch.slice(count);
  }

  #end(): IteratorResult<R, undefined> {
    if (!this.#isOver) this.#source.close();
    this.#isOver = true;
    return { done: true, value: undefined };
  }
}
