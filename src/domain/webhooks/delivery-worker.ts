import type { Log } from '../../common/logging/log.ts';
import type { Clock } from '../../common/time/clock.ts';
import { nextAttempt } from './backoff.ts';
import type { DeliveryRecord, WebhookRecord } from './record.ts';
import type { WebhookRequest, WebhookResponse } from './sender.ts';
import { webhookSignature } from './signature.ts';
import type { DeliveryOutcome, DeliveryQueue, DeliveryStore, WebhookStore } from './store.ts';

export interface DeliveryWorkerDependencies {
  readonly webhooks: Pick<WebhookStore, 'byIds'>;
  readonly deliveries: DeliveryStore;
  readonly send: (request: WebhookRequest) => Promise<WebhookResponse>;
  /** Asked before each attempt: whether this process is still the one that sends. */
  readonly holdsLease: () => Promise<boolean>;
  readonly clock: Clock;
  readonly log: Log;
  /** Told of every attempt. @param status what became of the delivery */
  readonly onAttempt: (status: DeliveryOutcome['status']) => void;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** So many sessions of one webhook at a time: a slow receiver is not run over, and holds up no other. */
const maxConcurrentQueues = 8;
const batchSize = 64;

/** Brings what is due to one webhook: sessions side by side, the events of each one after the other. */
export class WebhookDeliveryWorker {
  readonly #dependencies: DeliveryWorkerDependencies;

  constructor(dependencies: DeliveryWorkerDependencies) {
    this.#dependencies = dependencies;
  }

  /** All that is due, and what comes in meanwhile, for as long as the webhook is there and enabled. */
  async run(webhookId: string): Promise<void> {
    for (;;) {
      // changed meanwhile, it counts as it is now
      const [webhook] = await this.#dependencies.webhooks.byIds('all', [webhookId]);
      if (!webhook?.enabled) return;
      const now = this.#dependencies.clock.now();
      const [queues, redeliveries] = await Promise.all([
        this.#dependencies.deliveries.queuesDue(webhook.id, now, batchSize),
        this.#dependencies.deliveries.redeliveriesDue(webhook.id, now, batchSize),
      ]);
      const work = [
        ...queues.map((queue) => () => this.#deliverQueue(webhook, queue)),
        ...redeliveries.map((delivery) => async () => (await this.#attempt(webhook, delivery)) !== null),
      ];
      if (work.length === 0 || !(await runConcurrently(work))) return;
    }
  }

  /** @returns whether this process still is the one that sends */
  async #deliverQueue(webhook: WebhookRecord, queue: DeliveryQueue): Promise<boolean> {
    for (;;) {
      const head = await this.#dependencies.deliveries.headOf(queue);
      if (!head) return true;
      // one that failed has its time; one that never was sent only waited for those before it
      const isEarly = head.attempts > 0 && head.dateNext !== null && head.dateNext > this.#dependencies.clock.now();
      const outcome = isEarly ? head : await this.#attempt(webhook, head);
      if (!outcome) return false;
      if (outcome.dateNext) {
        await this.#dependencies.deliveries.postpone(queue, outcome.dateNext);
        return true;
      }
    }
  }

  async #attempt(webhook: WebhookRecord, delivery: DeliveryRecord): Promise<DeliveryOutcome | null> {
    if (!(await this.#dependencies.holdsLease())) return null;
    const { id, eventId, kind, body, dateQueued } = delivery;
    const attempts = delivery.attempts + 1;
    const requestId = `${id}:${attempts}`;
    const response = await this.#dependencies.send({
      url: webhook.url,
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'User-Agent': 'voice-sessions-webhooks/1',
        'X-Request-Id': requestId,
        'Webhook-Id': eventId,
        'Webhook-Event': kind,
        'Webhook-Signature': webhookSignature(webhook.secrets, body, this.#dependencies.clock.now()),
      },
      body,
    });
    const now = this.#dependencies.clock.now();
    const last = { attempts, responseStatus: response.status, failure: response.failure };
    const dateNext =
      response.failure === null ? null : nextAttempt(attempts, dateQueued, now, this.#dependencies.random());
    const status = response.failure === null ? 'Delivered' : dateNext ? 'Pending' : 'Dead';
    const outcome: DeliveryOutcome = { ...last, status, dateNext, dateCompleted: dateNext ? null : now };
    await this.#dependencies.deliveries.settle(id, outcome);
    this.#dependencies.onAttempt(status);
    const known = { webhookId: webhook.id, deliveryId: id, attempts };
    const { responseStatus, failure } = last;
    this.#dependencies.log.debug({ requestId, ...known, responseStatus, failure }, 'webhooks.attempted');
    if (status === 'Dead') this.#dependencies.log.warn(known, 'webhooks.dead');
    return outcome;
  }
}

/** Does all of it, some at a time. @returns false, with the rest not begun, once one answers so */
async function runConcurrently(work: readonly (() => Promise<boolean>)[]): Promise<boolean> {
  const rest = [...work];
  let canContinue = true;
  const worker = async (): Promise<void> => {
    for (let next = rest.shift(); next && canContinue; next = rest.shift()) canContinue = (await next()) && canContinue;
  };
  await Promise.all(Array.from({ length: maxConcurrentQueues }, worker));
  return canContinue;
}
