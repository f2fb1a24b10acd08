import type { Log } from '../../common/logging/log.ts';
import type { Clock } from '../../common/time/clock.ts';
import type { WebhookDeliveryWorker } from './delivery-worker.ts';
import type { WebhookFanOut } from './fan-out.ts';
import type { WebhookLease } from './lease.ts';
import type { WebhookRecord } from './record.ts';
import type { DeliveryStore } from './store.ts';

export interface DispatcherDependencies {
  readonly lease: WebhookLease;
  readonly fanOut: WebhookFanOut;
  readonly worker: WebhookDeliveryWorker;
  readonly deliveries: Pick<DeliveryStore, 'webhooksDue'>;
  readonly enabled: () => Promise<readonly WebhookRecord[]>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Sends events to webhooks, on whichever server has the lease. */
export class WebhookDispatcher {
  readonly #dependencies: DispatcherDependencies;
  /** Webhooks that something is being sent to; a slow one keeps no other waiting. */
  readonly #busy = new Map<string, Promise<void>>();

  constructor(dependencies: DispatcherDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Makes deliveries of new events and begins to send what is due.
   * @returns whether it is for this process to do so: there are webhooks, and it has the lease
   */
  async run(isStopped: () => boolean = () => false): Promise<boolean> {
    const webhooks = await this.#dependencies.enabled();
    if (webhooks.length === 0 || !(await this.#dependencies.lease.acquire())) return false;
    while (
      !isStopped() &&
      (await this.#dependencies.lease.acquire()) &&
      (await this.#dependencies.fanOut.step(webhooks)) > 0
    ) {
      await this.#startDeliveries(webhooks);
    }
    if (!isStopped()) await this.#startDeliveries(webhooks);
    return true;
  }

  /** Resolves when nothing is being sent. */
  async onIdle(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy.values());
  }

  async #startDeliveries(webhooks: readonly WebhookRecord[]): Promise<void> {
    const ids = webhooks.map(({ id }) => id);
    const due = await this.#dependencies.deliveries.webhooksDue(ids, this.#dependencies.clock.now());
    for (const id of due) {
      if (this.#busy.has(id)) continue;
      const sending = this.#dependencies.worker
        .run(id)
        .catch((error: unknown) => this.#dependencies.log.error({ err: error, webhookId: id }, 'webhooks.failed'))
        .finally(() => this.#busy.delete(id));
      this.#busy.set(id, sending);
    }
  }
}
