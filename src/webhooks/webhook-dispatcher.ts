import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import type { WebhookCourier } from './webhook-courier.ts';
import type { WebhookFanOut } from './webhook-fan-out.ts';
import type { WebhookLease } from './webhook-lease.ts';
import type { WebhookRecord } from './webhook-record.ts';
import type { DeliveryStore } from './webhook-store.ts';

export interface DispatcherParts {
  readonly lease: WebhookLease;
  readonly fanOut: WebhookFanOut;
  readonly courier: WebhookCourier;
  readonly deliveries: Pick<DeliveryStore, 'webhooksDue'>;
  readonly enabled: () => Promise<readonly WebhookRecord[]>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Sends events to webhooks, on whichever server has the lease. */
export class WebhookDispatcher {
  readonly #parts: DispatcherParts;
  /** Webhooks that something is being sent to; a slow one keeps no other waiting. */
  readonly #busy = new Map<string, Promise<void>>();

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
  }

  /**
   * Makes deliveries of new events and begins to send what is due.
   * @returns whether it is for this process to do so: there are webhooks, and it has the lease
   */
  async run(isStopped: () => boolean = () => false): Promise<boolean> {
    const webhooks = await this.#parts.enabled();
    if (webhooks.length === 0 || !(await this.#parts.lease.take())) return false;
    while (!isStopped() && (await this.#parts.lease.take()) && (await this.#parts.fanOut.step(webhooks)) > 0) {
      await this.#begin(webhooks);
    }
    if (!isStopped()) await this.#begin(webhooks);
    return true;
  }

  /** Resolves when nothing is being sent. */
  async idle(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy.values());
  }

  async #begin(webhooks: readonly WebhookRecord[]): Promise<void> {
    const ids = webhooks.map(({ id }) => id);
    const due = await this.#parts.deliveries.webhooksDue(ids, this.#parts.clock.now());
    for (const id of due) {
      if (this.#busy.has(id)) continue;
      const sending = this.#parts.courier
        .run(id)
        .catch((error: unknown) => this.#parts.log.error({ err: error, webhookId: id }, 'webhooks.failed'))
        .finally(() => this.#busy.delete(id));
      this.#busy.set(id, sending);
    }
  }
}
