import { StoreError } from './store-error.ts';

const sliceMillis = 10;

/** Lets a long command give way to others between its steps, and ends it at its deadline. */
export class CooperativeYielder {
  readonly #deadline: number;
  #sliceEnd = Date.now() + sliceMillis;

  /** @param deadline in milliseconds since the epoch; infinity for none */
  constructor(deadline: number) {
    this.#deadline = deadline;
  }

  /**
   * Lets other commands run when this one has used up its slice of time.
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
