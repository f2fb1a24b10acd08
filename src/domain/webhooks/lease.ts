import type { Clock } from '../../common/time/clock.ts';
import type { LeaseStore } from './store.ts';

const name = 'webhooks';
const leaseMs = 30_000;
/** Taken again when less than this is left. */
const renewMs = 20_000;
/** Asked for again so long after another process turned out to have it. */
const retryMs = 5_000;

/** Of several servers one sends webhooks; when it is gone, another one does, half a minute later at most. */
export class WebhookLease {
  readonly #store: LeaseStore;
  readonly #holder: string;
  readonly #clock: Clock;
  #until = 0;
  #retryAt = 0;

  /** @param dependencies `holder`: this process, and no other */
  constructor(dependencies: { store: LeaseStore; holder: string; clock: Clock }) {
    this.#store = dependencies.store;
    this.#holder = dependencies.holder;
    this.#clock = dependencies.clock;
  }

  /** @returns whether this process may send for at least the next 20 seconds, far longer than an attempt takes */
  async acquire(): Promise<boolean> {
    const now = this.#clock.now();
    if (this.#until - now.getTime() >= renewMs) return true;
    if (now.getTime() < this.#retryAt) return false;
    const until = new Date(now.getTime() + leaseMs);
    const isAcquired = await this.#store.acquire(name, this.#holder, now, until);
    this.#until = isAcquired ? until.getTime() : 0;
    this.#retryAt = isAcquired ? 0 : now.getTime() + retryMs;
    return isAcquired;
  }

  /** Lets another server go on at once. */
  async release(): Promise<void> {
    if (this.#until === 0) return;
    this.#until = 0;
    await this.#store.release(name, this.#holder);
  }
}
