import type { Log } from '../../common/logging/log.ts';
import type { Clock } from '../../common/time/clock.ts';
import type { WebhookCircuitBreaker } from './circuit-breaker.ts';
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
  readonly circuits: Pick<WebhookCircuitBreaker, 'isPaused'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Sends events to webhooks, on the server that holds the lease. */
export class WebhookDispatcher {
  readonly #dependencies: DispatcherDependencies;
  /** Deliveries in progress, by webhook id. Webhooks run independently, so a slow one does not delay others. */
  readonly #busy = new Map<string, Promise<void>>();

  constructor(dependencies: DispatcherDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Creates deliveries for new events and starts to send the due ones.
   * @returns whether this process is responsible: there are enabled webhooks, and it holds the lease
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

  /** Resolves when no delivery is in progress. */
  async onIdle(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy.values());
  }

  async #startDeliveries(webhooks: readonly WebhookRecord[]): Promise<void> {
    const { circuits, deliveries, clock } = this.#dependencies;
    const ready = new Map(
      webhooks.flatMap((one) => (this.#busy.has(one.id) || circuits.isPaused(one) ? [] : [[one.id, one]])),
    );
    if (ready.size === 0) return;
    for (const id of await deliveries.webhooksDue([...ready.keys()], clock.now())) {
      const webhook = ready.get(id);
      if (!webhook || this.#busy.has(id)) continue;
      const sending = this.#dependencies.worker
        .run(webhook)
        .catch((error: unknown) => this.#dependencies.log.error({ err: error, webhookId: id }, 'webhooks.failed'))
        .finally(() => this.#busy.delete(id));
      this.#busy.set(id, sending);
    }
  }
}
