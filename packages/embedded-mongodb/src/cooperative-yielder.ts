import { StoreError } from './store-error.ts';

const sliceMillis = 10;

/** Lets a long command yield to other commands between its steps, and stops it at its deadline. */
export class CooperativeYielder {
  readonly #deadline: number;
  #sliceEnd = Date.now() + sliceMillis;

  /** @param deadline in milliseconds since the epoch; infinity for none */
  constructor(deadline: number) {
    this.#deadline = deadline;
  }

  /**
   * Yields to other commands if this one has used up its time slice.
   * @throws MaxTimeMSExpired after the deadline
   */
  async yieldIfDue(): Promise<void> {
    const now = Date.now();
    if (now > this.#deadline) throw new StoreError(50, 'operation exceeded time limit');
    if (now < this.#sliceEnd) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#sliceEnd = Date.now() + sliceMillis;
  }
}
