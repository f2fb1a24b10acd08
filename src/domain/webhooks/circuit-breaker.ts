import type { Log } from '../../common/logging/log.ts';
import type { Clock } from '../../common/time/clock.ts';
import { maxRetryPeriodMs } from './backoff.ts';
import { healthy, type WebhookRecord } from './record.ts';
import type { DeliveryStore, WebhookStore } from './store.ts';

/**
 * Sessions whose deliveries fail in a row until the webhook is paused. Sessions are counted and not attempts, so that
 * one event that the receiver never accepts does not delay the events of other sessions.
 */
const maxFailedSessions = 5;
const firstPauseMs = 10_000;
const maxPauseMs = 300_000;

export interface CircuitBreakerDependencies {
  readonly webhooks: Pick<WebhookStore, 'setHealth'>;
  readonly deliveries: Pick<DeliveryStore, 'giveUp'>;
  readonly clock: Clock;
  readonly log: Log;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** The attempts of one batch of a webhook. */
export interface CircuitAttempts {
  /** How many deliveries may be tried: one of a paused webhook, and no more of a failing one than lead to the pause. */
  readonly max: number;
  /** Whether an attempt of the batch has paused the webhook, so that no further one may follow. */
  readonly isOpen: boolean;
  /** @returns whether further attempts may follow */
  record(sessionId: string, failure: string | null): Promise<boolean>;
}

interface FailureCount {
  readonly sessions: Set<string>;
  failingSince: Date | null;
}

/**
 * Circuit breaker: pauses a webhook whose receiver fails, with an exponentially growing pause between probes.
 *
 * There is one circuit for each webhook, and not for each host: a webhook belongs to one account, and the failures of
 * one account must not delay another whose receiver is on the same host.
 */
export class WebhookCircuitBreaker {
  readonly #dependencies: CircuitBreakerDependencies;
  readonly #failures = new Map<string, FailureCount>();

  constructor(dependencies: CircuitBreakerDependencies) {
    this.#dependencies = dependencies;
  }

  /** @returns whether a webhook is paused and not to be tried yet */
  isPaused({ dateNext }: Pick<WebhookRecord, 'dateNext'>): boolean {
    return dateNext !== null && dateNext > this.#dependencies.clock.now();
  }

  /** Begins a batch of attempts. @param webhook as it is stored now */
  begin(webhook: WebhookRecord): CircuitAttempts {
    const count = this.#failures.get(webhook.id) ?? { sessions: new Set(), failingSince: null };
    // the stored state decides: the owner may have changed the webhook, or another server may have sent
    count.failingSince = webhook.failingSince;
    if (!count.failingSince) count.sessions.clear();
    this.#failures.set(webhook.id, count);
    const left = count.sessions.size > 0 ? maxFailedSessions - count.sessions.size : Number.POSITIVE_INFINITY;
    let isOpen = false;
    return {
      max: webhook.dateNext === null ? left : 1,
      get isOpen() {
        return isOpen;
      },
      record: async (sessionId, failure) => {
        if (failure === null) {
          await this.#succeed(webhook, count);
          return !isOpen;
        }
        count.sessions.add(sessionId);
        if (webhook.dateNext === null && count.sessions.size < maxFailedSessions) {
          await this.#fail(webhook, count, failure);
          return !isOpen;
        }
        // of concurrent attempts only the first one opens the circuit
        if (!isOpen) {
          isOpen = true;
          await this.#open(webhook, count, failure);
        }
        return false;
      },
    };
  }

  async #succeed({ id, dateNext }: WebhookRecord, count: FailureCount): Promise<void> {
    this.#failures.delete(id);
    count.sessions.clear();
    if (!count.failingSince) return;
    count.failingSince = null;
    await this.#dependencies.webhooks.setHealth(id, healthy);
    if (dateNext) this.#dependencies.log.info({ webhookId: id }, 'webhooks.resumed');
  }

  async #fail({ id }: WebhookRecord, count: FailureCount, lastError: string): Promise<void> {
    if (count.failingSince) return;
    count.failingSince = this.#dependencies.clock.now();
    await this.#dependencies.webhooks.setHealth(id, { ...healthy, failingSince: count.failingSince, lastError });
  }

  async #open({ id, pauses: before }: WebhookRecord, count: FailureCount, lastError: string): Promise<void> {
    const { webhooks, deliveries, clock, log, random } = this.#dependencies;
    const now = clock.now();
    const pauses = before + 1;
    const longest = Math.min(firstPauseMs * 2 ** before, maxPauseMs);
    const dateNext = new Date(now.getTime() + longest * (0.5 + random() / 2));
    count.failingSince ??= now;
    this.#failures.delete(id);
    await webhooks.setHealth(id, { failingSince: count.failingSince, lastError, dateNext, pauses });
    const dead = await deliveries.giveUp(id, new Date(now.getTime() - maxRetryPeriodMs), { now, failure: lastError });
    log.warn({ webhookId: id, pauses, dateNext, failure: lastError, dead }, 'webhooks.paused');
  }
}
