import type { Clock } from '../kernel/clock.ts';
import type { LeaseStore } from './webhook-store.ts';

const name = 'webhooks';
const heldMs = 30_000;
/** Taken again when less than this is left. */
const renewMs = 20_000;
/** Asked for again so long after another process turned out to have it. */
const askAgainMs = 5_000;

/** Of several servers one sends webhooks; when it is gone, another one does, half a minute later at most. */
export class WebhookLease {
  readonly #store: LeaseStore;
  readonly #holder: string;
  readonly #clock: Clock;
  #until = 0;
  #askAgain = 0;

  /** @param parts `holder`: this process, and no other */
  constructor(parts: { store: LeaseStore; holder: string; clock: Clock }) {
    this.#store = parts.store;
    this.#holder = parts.holder;
    this.#clock = parts.clock;
  }

  /** @returns whether this process may send for at least the next 20 seconds, far longer than an attempt takes */
  async take(): Promise<boolean> {
    const now = this.#clock.now();
    if (this.#until - now.getTime() >= renewMs) return true;
    if (now.getTime() < this.#askAgain) return false;
    const until = new Date(now.getTime() + heldMs);
    const isTaken = await this.#store.take(name, this.#holder, now, until);
    this.#until = isTaken ? until.getTime() : 0;
    this.#askAgain = isTaken ? 0 : now.getTime() + askAgainMs;
    return isTaken;
  }

  /** Lets another server go on at once. */
  async release(): Promise<void> {
    if (this.#until === 0) return;
    this.#until = 0;
    await this.#store.release(name, this.#holder);
  }
}
