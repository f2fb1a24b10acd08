import type { Clock } from '../../common/time/clock.ts';
import type { LeaseStore } from './store.ts';

const name = 'webhooks';
const leaseMs = 30_000;
/** The lease is renewed when less than this is left, in milliseconds. */
const renewMs = 20_000;
/** Minimum time between attempts while another process holds the lease, in milliseconds. */
const retryMs = 5_000;

/** Lets one of several servers send webhooks. When that server dies, another takes over within half a minute. */
export class WebhookLease {
  readonly #store: LeaseStore;
  readonly #holder: string;
  readonly #clock: Clock;
  #until = 0;
  #retryAt = 0;

  /** @param dependencies `holder` identifies this process and must be unique */
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

  /** Releases the lease, so that another server can take over at once. */
  async release(): Promise<void> {
    if (this.#until === 0) return;
    this.#until = 0;
    await this.#store.release(name, this.#holder);
  }
}
