/**
 * The values of a source, each made into a result, or left out where it has none. Unlike a generator it can be
 * ended while it waits for the source.
 */
export class FilterMapAsyncIterator<T, R> implements AsyncIterableIterator<R> {
  readonly #source: AsyncIterator<T>;
  readonly #map: (value: T) => Promise<R | null>;
  readonly #onEnd: () => void;
  #isOver = false;

  /** @param map where it fails the source is ended @param onEnd called once, however it ends */
  constructor(source: AsyncIterator<T>, map: (value: T) => Promise<R | null>, onEnd: () => void) {
    this.#source = source;
    this.#onEnd = onEnd;
    this.#map = map;
  }

  async next(): Promise<IteratorResult<R, undefined>> {
    for (;;) {
      const { done, value } = await this.#source.next();
      if (done) return this.#end();
      try {
        const result = await this.#map(value);
        if (result !== null) return { done: false, value: result };
      } catch (error) {
        await this.return();
        throw error;
      }
    }
  }

  async return(): Promise<IteratorResult<R, undefined>> {
    await this.#source.return?.();
    return this.#end();
  }

  async throw(error: unknown): Promise<IteratorResult<R, undefined>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #end(): IteratorResult<R, undefined> {
    if (!this.#isOver) this.#onEnd();
    this.#isOver = true;
    return { done: true, value: undefined };
  }
}
