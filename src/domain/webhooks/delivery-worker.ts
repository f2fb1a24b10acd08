import type { Log } from '../../common/logging/log.ts';
import type { Clock } from '../../common/time/clock.ts';
import type { AttemptLimiter } from './attempt-limiter.ts';
import { nextAttempt } from './backoff.ts';
import type { CircuitAttempts, WebhookCircuitBreaker } from './circuit-breaker.ts';
import type { DeliveryRecord, WebhookRecord } from './record.ts';
import type { WebhookRequest, WebhookResponse } from './sender.ts';
import { webhookSignature } from './signature.ts';
import type { DeliveryOutcome, DeliveryQueue, DeliveryStore, WebhookStore } from './store.ts';

export interface DeliveryWorkerDependencies {
  readonly webhooks: Pick<WebhookStore, 'byIds'>;
  readonly deliveries: DeliveryStore;
  readonly send: (request: WebhookRequest) => Promise<WebhookResponse>;
  /** Checked before each attempt: whether this process still holds the lease. */
  readonly holdsLease: () => Promise<boolean>;
  readonly circuits: Pick<WebhookCircuitBreaker, 'begin' | 'isPaused'>;
  readonly limiter: Pick<AttemptLimiter, 'run'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Called after every attempt. @param status the status of the delivery after the attempt */
  readonly onAttempt: (status: DeliveryOutcome['status']) => void;
  /** From 0 to 1. */
  readonly random: () => number;
}

/**
 * Sessions of one webhook delivered concurrently. The limit protects a slow receiver and keeps it from delaying others.
 */
const maxConcurrentQueues = 8;
const batchSize = 64;
/** Deliveries of a session that are read at a time. */
const readAhead = 4;

/** Delivers what is due to one webhook: sessions concurrently, the events of each session in order. */
export class WebhookDeliveryWorker {
  readonly #dependencies: DeliveryWorkerDependencies;

  constructor(dependencies: DeliveryWorkerDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Delivers what is due, until nothing is left or the webhook is removed, disabled or paused. Deliveries that become
   * due meanwhile may be left for the next run.
   */
  async run({ id, accountId }: Pick<WebhookRecord, 'id' | 'accountId'>): Promise<void> {
    for (let isMore = true; isMore; ) {
      const batch = await this.#dependencies.limiter.run(accountId, () => this.#batchOf(id));
      isMore = (await runConcurrently(batch.tasks)) && batch.isMore;
    }
  }

  /** Returns one task for each queue and each redelivery that is due. A task returns whether others may follow. */
  async #batchOf(webhookId: string): Promise<{ tasks: (() => Promise<boolean>)[]; isMore: boolean }> {
    const { webhooks, deliveries, circuits, clock } = this.#dependencies;
    // the webhook may have changed since the last batch
    const [webhook] = await webhooks.byIds('all', [webhookId]);
    if (!webhook?.enabled || circuits.isPaused(webhook)) return { tasks: [], isMore: false };
    const attempts = circuits.begin(webhook);
    const due = await deliveries.due(webhookId, clock.now(), Math.min(attempts.max, batchSize));
    const tasks = [
      ...due.queues.map((queue) => () => this.#deliverQueue(webhook, queue, attempts)),
      ...due.redeliveries.map((delivery) => () => this.#redeliver(webhook, delivery, attempts)),
    ];
    return { tasks, isMore: due.isMore };
  }

  async #deliverQueue(webhook: WebhookRecord, queue: DeliveryQueue, attempts: CircuitAttempts): Promise<boolean> {
    const { limiter, deliveries } = this.#dependencies;
    const read = () => deliveries.firstOf(queue, readAhead);
    for (let isMore = true; isMore; ) {
      const first = await limiter.run(webhook.accountId, read);
      isMore = first.length === readAhead;
      for (const head of first) {
        // other webhooks of the account take their turn between two events of the session
        const step = await limiter.run(webhook.accountId, () => this.#deliverHead(webhook, queue, head, attempts));
        if (step !== 'next') return step === 'done';
      }
    }
    return true;
  }

  /** @returns `next` if the next delivery of the queue may follow, `stop` if no attempt of the webhook may follow */
  async #deliverHead(
    webhook: WebhookRecord,
    queue: DeliveryQueue,
    head: DeliveryRecord,
    attempts: CircuitAttempts,
  ): Promise<'next' | 'done' | 'stop'> {
    const { deliveries, clock } = this.#dependencies;
    // another attempt may have paused the webhook while this one waited for the limiter
    if (attempts.isOpen) return 'stop';
    // a failed delivery waits for its retry time; one without attempts only waited for the deliveries before it
    const isEarly = head.attempts > 0 && head.dateNext !== null && head.dateNext > clock.now();
    const outcome = isEarly ? head : await this.#attempt(webhook, head);
    if (!outcome) return 'stop';
    if (outcome.dateNext) await deliveries.postpone(queue, outcome.dateNext);
    if (isEarly) return 'done';
    if (!(await attempts.record(queue.sessionId, outcome.failure))) return 'stop';
    return outcome.dateNext ? 'done' : 'next';
  }

  async #redeliver(webhook: WebhookRecord, delivery: DeliveryRecord, attempts: CircuitAttempts): Promise<boolean> {
    const attempt = async () => (attempts.isOpen ? null : this.#attempt(webhook, delivery));
    const outcome = await this.#dependencies.limiter.run(webhook.accountId, attempt);
    return outcome !== null && attempts.record(delivery.sessionId, outcome.failure);
  }

  /** @returns `null`, without an attempt, when this process no longer holds the lease */
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

/**
 * Runs tasks with limited concurrency.
 * @returns `false` as soon as a task returns `false`; the tasks not started yet are then skipped
 */
async function runConcurrently(work: readonly (() => Promise<boolean>)[]): Promise<boolean> {
  const rest = [...work];
  let canContinue = true;
  const worker = async (): Promise<void> => {
    for (let next = rest.shift(); next && canContinue; next = rest.shift()) canContinue = (await next()) && canContinue;
  };
  await Promise.all(Array.from({ length: maxConcurrentQueues }, worker));
  return canContinue;
}
