import { randomUUID } from 'node:crypto';
import type { MongoStore } from '../adapters/mongodb/connect-mongo-store.ts';
import type { Log } from '../common/logging/log.ts';
import type { Clock } from '../common/time/clock.ts';
import { withoutDeadline } from '../common/time/deadline.ts';
import type { EventFeed, FeedSubscription } from '../domain/events/feed.ts';
import { AttemptLimiter, type AttemptLimits } from '../domain/webhooks/attempt-limiter.ts';
import { WebhookCircuitBreaker } from '../domain/webhooks/circuit-breaker.ts';
import { WebhookDeliveryWorker } from '../domain/webhooks/delivery-worker.ts';
import { WebhookDispatcher } from '../domain/webhooks/dispatcher.ts';
import { type RenderPayloads, WebhookFanOut } from '../domain/webhooks/fan-out.ts';
import { WebhookLease } from '../domain/webhooks/lease.ts';
import { WebhookSender } from '../domain/webhooks/sender.ts';
import type { WebhookService } from '../domain/webhooks/service.ts';
import type { SsrfGuard } from '../domain/webhooks/ssrf-guard.ts';
import type { Telemetry } from './telemetry.ts';

export interface WebhookDeliveryDependencies {
  readonly persistence: Pick<MongoStore, 'events' | 'webhooks'>;
  readonly guard: SsrfGuard;
  readonly renderPayloads: RenderPayloads;
  readonly clock: Clock;
  readonly log: Log;
  readonly telemetry: Telemetry;
  readonly limits: AttemptLimits;
  /** Response timeout of a webhook receiver, in milliseconds. */
  readonly timeoutMs?: number;
}

/** The sending side of webhooks, ready to be started. */
export interface WebhookDelivery {
  readonly dispatcher: Pick<WebhookDispatcher, 'run' | 'onIdle'>;
  /** Waits for the deliveries in flight, then releases the lease to other servers. */
  close(): Promise<void>;
}

/** Default response timeout, in milliseconds. Must be far below the duration of the webhook lease. */
const defaultTimeoutMs = 10_000;
/** Poll intervals: of the lease holder for due deliveries, and of the other servers for the lease. */
const pollMs = { sending: 1_000, idle: 5_000 } as const;

/** Builds the sending side of webhooks without starting it. */
export function createWebhookDelivery(dependencies: WebhookDeliveryDependencies): WebhookDelivery {
  const { persistence, guard, renderPayloads, clock, log, timeoutMs = defaultTimeoutMs } = dependencies;
  const { metrics, tracing } = dependencies.telemetry;
  const { webhooks, deliveries, progress, leases } = persistence.webhooks;
  const lease = new WebhookLease({ store: leases, holder: randomUUID(), clock });
  const sender = new WebhookSender({ guard, timeoutMs });
  const { events } = persistence;
  const enabled = (accountIds: readonly string[] | 'all') => webhooks.enabled(accountIds);
  const fanOut = new WebhookFanOut({ events, deliveries, progress, enabled, renderPayloads, clock, log });
  const send = (request: Parameters<WebhookSender['send']>[0]) =>
    tracing ? tracing.webhook(request, () => sender.send(request)) : sender.send(request);
  const onAttempt = (status: string): void => metrics.countWebhookAttempt(status);
  let isClosing = false;
  const holdsLease = async () => !isClosing && (await lease.acquire());
  const random = Math.random;
  const circuits = new WebhookCircuitBreaker({ webhooks, deliveries, clock, log, random });
  const worker = new WebhookDeliveryWorker({
    webhooks,
    deliveries,
    send,
    holdsLease,
    circuits,
    limiter: new AttemptLimiter(dependencies.limits),
    clock,
    log,
    onAttempt,
    random,
  });
  const dispatcher = new WebhookDispatcher({
    lease,
    fanOut,
    worker,
    deliveries,
    circuits,
    enabled: () => enabled('all'),
    clock,
    log,
  });
  return {
    dispatcher,
    async close() {
      isClosing = true;
      await dispatcher.onIdle();
      await lease.release();
      sender.close();
    },
  };
}

export interface WebhookRunDependencies {
  readonly delivery: WebhookDelivery;
  readonly feed: Pick<EventFeed, 'subscribe'>;
  readonly webhooks: Pick<WebhookService, 'onChange'>;
  readonly log: Log;
}

/**
 * Runs the dispatcher on new events, on webhook changes, and periodically.
 * @returns a function that stops it
 */
export function startWebhookDelivery({ delivery, feed, webhooks, log }: WebhookRunDependencies): () => Promise<void> {
  const { dispatcher, close } = delivery;
  let isStopped = false;
  let isRequestedAgain = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let feedSubscription: FeedSubscription | null = null;

  const follow = async (isDispatching: boolean): Promise<void> => {
    // a server without the lease needs no feed subscription
    if (!isDispatching) feedSubscription?.stop();
    feedSubscription = isDispatching ? (feedSubscription ?? (await feed.subscribe(wake))) : null;
  };
  const run = async (): Promise<void> => {
    while (isRequestedAgain && !isStopped) {
      isRequestedAgain = false;
      try {
        await follow(await dispatcher.run(() => isStopped));
      } catch (error) {
        log.error({ err: error }, 'webhooks.failed');
      }
    }
  };
  // a request that changes a webhook wakes the dispatcher, which must not run under the deadline of that request
  const wake = (): void => withoutDeadline(wakeNow);
  const wakeNow = (): void => {
    isRequestedAgain = true;
    if (isStopped || running) return;
    clearTimeout(timer);
    running = run().finally(() => {
      running = null;
      if (isStopped) return;
      timer = setTimeout(wake, feedSubscription ? pollMs.sending : pollMs.idle);
      timer.unref();
    });
  };
  webhooks.onChange(wake);
  wake();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    feedSubscription?.stop();
    await running;
    await close();
  };
}
