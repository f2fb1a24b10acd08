/**
 * The values of a source, each made into a result, or left out where it has none. Unlike a generator it can be
 * ended while it waits for the source.
 */
export class LiveStream<T, R> implements AsyncIterableIterator<R> {
  readonly #source: AsyncIterator<T>;
  readonly #resultOf: (value: T) => Promise<R | null>;

  /** @param resultOf where it fails the source is ended */
  constructor(source: AsyncIterator<T>, resultOf: (value: T) => Promise<R | null>) {
    this.#source = source;
    this.#resultOf = resultOf;
  }

  async next(): Promise<IteratorResult<R, undefined>> {
    for (;;) {
      const { done, value } = await this.#source.next();
      if (done) return { done: true, value: undefined };
      try {
        const result = await this.#resultOf(value);
        if (result !== null) return { done: false, value: result };
      } catch (error) {
        await this.return();
        throw error;
      }
    }
  }

  async return(): Promise<IteratorResult<R, undefined>> {
    await this.#source.return?.();
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<IteratorResult<R, undefined>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
