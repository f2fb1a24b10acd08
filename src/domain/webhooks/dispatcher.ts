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
  readonly #busy = new Map<string, { readonly sending: Promise<void>; isRequestedAgain: boolean }>();

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
    const byId = new Map(webhooks.map((webhook) => [webhook.id, webhook]));
    while (!isStopped() && (await this.#dependencies.lease.acquire())) {
      const { events, webhookIds } = await this.#dependencies.fanOut.step(webhooks);
      if (events === 0) break;
      // webhooks that were created meanwhile are found below, at the next run
      for (const id of webhookIds) this.#start(byId.get(id));
    }
    if (!isStopped()) await this.#startDue(webhooks);
    return true;
  }

  /** Resolves when no delivery is in progress. */
  async onIdle(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all([...this.#busy.values()].map(({ sending }) => sending));
  }

  /** Starts to send what is due again after a failure, a pause or a restart. */
  async #startDue(webhooks: readonly WebhookRecord[]): Promise<void> {
    const { circuits, deliveries, clock } = this.#dependencies;
    const ready = new Map(
      webhooks.flatMap((one) => (this.#busy.has(one.id) || circuits.isPaused(one) ? [] : [[one.id, one]])),
    );
    if (ready.size === 0) return;
    const due = await deliveries.webhooksDue([...ready.keys()], clock.now());
    for (const id of due) this.#start(ready.get(id));
  }

  /** Sends what is due to a webhook, and what becomes due until then. */
  #start(webhook: WebhookRecord | undefined): void {
    if (!webhook || this.#dependencies.circuits.isPaused(webhook)) return;
    const { id } = webhook;
    const before = this.#busy.get(id);
    if (before) {
      before.isRequestedAgain = true;
      return;
    }
    const send = async (): Promise<void> => {
      try {
        await this.#dependencies.worker.run(webhook);
      } catch (error) {
        this.#dependencies.log.error({ err: error, webhookId: id }, 'webhooks.failed');
      }
      const isRequestedAgain = this.#busy.get(id)?.isRequestedAgain === true;
      this.#busy.delete(id);
      if (isRequestedAgain) this.#start(webhook);
    };
    this.#busy.set(id, { sending: send(), isRequestedAgain: false });
  }
}
