/** Runs the tasks of one key one after another, in the order of their calls. Tasks of different keys run concurrently. */
export class KeyedQueue {
  readonly #last = new Map<string, Promise<unknown>>();

  /**
   * Runs a task after the earlier tasks of its key, whether they succeed or fail.
   * @param task receives whether it had to wait
   * @returns the result of the task
   */
  async run<T>(key: string, task: (hasWaited: boolean) => Promise<T>): Promise<T> {
    const earlier = this.#last.get(key);
    const run = earlier ? earlier.then(() => task(true)) : task(false);
    const settled = run.catch(() => undefined);
    this.#last.set(key, settled);
    try {
      return await run;
    } finally {
      if (this.#last.get(key) === settled) this.#last.delete(key);
    }
  }
}
