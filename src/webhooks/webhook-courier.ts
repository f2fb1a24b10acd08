import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { nextAttempt } from './backoff.ts';
import type { DeliveryRecord, WebhookRecord } from './webhook-record.ts';
import type { WebhookAnswer, WebhookRequest } from './webhook-sender.ts';
import { webhookSignature } from './webhook-signature.ts';
import type { DeliveryOutcome, DeliveryQueue, DeliveryStore, WebhookStore } from './webhook-store.ts';

export interface CourierParts {
  readonly webhooks: Pick<WebhookStore, 'byIds'>;
  readonly deliveries: DeliveryStore;
  readonly send: (request: WebhookRequest) => Promise<WebhookAnswer>;
  /** Asked before each attempt: whether this process is still the one that sends. */
  readonly mayGoOn: () => Promise<boolean>;
  readonly clock: Clock;
  readonly log: Log;
  /** Told of every attempt. @param status what became of the delivery */
  readonly onAttempt: (status: DeliveryOutcome['status']) => void;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** So many sessions of one webhook at a time: a slow receiver is not run over, and holds up no other. */
const queuesAtOnce = 8;
const batchSize = 64;

/** Brings what is due to one webhook: sessions side by side, the events of each one after the other. */
export class WebhookCourier {
  readonly #parts: CourierParts;

  constructor(parts: CourierParts) {
    this.#parts = parts;
  }

  /** All that is due, and what comes in meanwhile, for as long as the webhook is there and enabled. */
  async run(webhookId: string): Promise<void> {
    for (;;) {
      // changed meanwhile, it counts as it is now
      const [webhook] = await this.#parts.webhooks.byIds('all', [webhookId]);
      if (!webhook?.enabled) return;
      const now = this.#parts.clock.now();
      const [queues, redeliveries] = await Promise.all([
        this.#parts.deliveries.queuesDue(webhook.id, now, batchSize),
        this.#parts.deliveries.redeliveriesDue(webhook.id, now, batchSize),
      ]);
      const work = [
        ...queues.map((queue) => () => this.#deliverQueue(webhook, queue)),
        ...redeliveries.map((delivery) => async () => (await this.#attempt(webhook, delivery)) !== null),
      ];
      if (work.length === 0 || !(await allOf(work))) return;
    }
  }

  /** @returns whether this process still is the one that sends */
  async #deliverQueue(webhook: WebhookRecord, queue: DeliveryQueue): Promise<boolean> {
    for (;;) {
      const head = await this.#parts.deliveries.headOf(queue);
      if (!head) return true;
      // one that failed has its time; one that never was sent only waited for those before it
      const isEarly = head.attempts > 0 && head.dateNext !== null && head.dateNext > this.#parts.clock.now();
      const outcome = isEarly ? head : await this.#attempt(webhook, head);
      if (!outcome) return false;
      if (outcome.dateNext) {
        await this.#parts.deliveries.postpone(queue, outcome.dateNext);
        return true;
      }
    }
  }

  async #attempt(webhook: WebhookRecord, delivery: DeliveryRecord): Promise<DeliveryOutcome | null> {
    if (!(await this.#parts.mayGoOn())) return null;
    const { id, eventId, kind, body, dateQueued } = delivery;
    const attempts = delivery.attempts + 1;
    const requestId = `${id}:${attempts}`;
    const answer = await this.#parts.send({
      url: webhook.url,
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'User-Agent': 'voice-sessions-webhooks/1',
        'X-Request-Id': requestId,
        'Webhook-Id': eventId,
        'Webhook-Event': kind,
        'Webhook-Signature': webhookSignature(webhook.secrets, body, this.#parts.clock.now()),
      },
      body,
    });
    const now = this.#parts.clock.now();
    const last = { attempts, responseStatus: answer.status, failure: answer.failure };
    const dateNext = answer.failure === null ? null : nextAttempt(attempts, dateQueued, now, this.#parts.random());
    const status = answer.failure === null ? 'Delivered' : dateNext ? 'Pending' : 'Dead';
    const outcome: DeliveryOutcome = { ...last, status, dateNext, dateCompleted: dateNext ? null : now };
    await this.#parts.deliveries.settle(id, outcome);
    this.#parts.onAttempt(status);
    const known = { webhookId: webhook.id, deliveryId: id, attempts };
    const { responseStatus, failure } = last;
    this.#parts.log.debug({ requestId, ...known, responseStatus, failure }, 'webhooks.attempted');
    if (status === 'Dead') this.#parts.log.warn(known, 'webhooks.dead');
    return outcome;
  }
}

/** Does all of it, some at a time. @returns false, with the rest not begun, once one answers so */
async function allOf(work: readonly (() => Promise<boolean>)[]): Promise<boolean> {
  const rest = [...work];
  let goesOn = true;
  const worker = async (): Promise<void> => {
    for (let next = rest.shift(); next && goesOn; next = rest.shift()) goesOn = (await next()) && goesOn;
  };
  await Promise.all(Array.from({ length: queuesAtOnce }, worker));
  return goesOn;
}
