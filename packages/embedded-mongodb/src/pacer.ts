import { StoreError } from './store-error.ts';

const sliceMillis = 10;

/** Keeps long work from holding up others: rests when a slice of time is used up, ends when the time for all of it is. */
export class Pacer {
  readonly #deadline: number;
  #sliceEnd = Date.now() + sliceMillis;

  /** `deadline` in milliseconds since the epoch. */
  constructor(deadline: number) {
    this.#deadline = deadline;
  }

  /** Throws MaxTimeMSExpired. */
  async rest(): Promise<void> {
    const now = Date.now();
    if (now > this.#deadline) throw new StoreError(50, 'operation exceeded time limit');
    if (now < this.#sliceEnd) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#sliceEnd = Date.now() + sliceMillis;
  }
}
