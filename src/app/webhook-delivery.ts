import { randomUUID } from 'node:crypto';
import type { MongoStore } from '../adapters/mongodb/connect-mongo-store.ts';
import type { Log } from '../common/logging/log.ts';
import type { Clock } from '../common/time/clock.ts';
import type { EventFeed, FeedSubscription } from '../domain/events/feed.ts';
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
  /** How long a receiver may take. */
  readonly timeoutMs?: number;
}

/** What sends events to webhooks, ready to be run. */
export interface WebhookDelivery {
  readonly dispatcher: WebhookDispatcher;
  /** When all that is under way has ended. Lets another server go on. */
  close(): Promise<void>;
}

/** Far less than the lease of whoever sends lasts. */
const defaultTimeoutMs = 10_000;
/** How often the one that sends looks for what is due, and the others whether it is for them to send. */
const pollMs = { sending: 1_000, idle: 5_000 } as const;

/** Builds the sending side of webhooks; nothing happens until it is run. */
export function createWebhookDelivery(dependencies: WebhookDeliveryDependencies): WebhookDelivery {
  const { persistence, guard, renderPayloads, clock, log, timeoutMs = defaultTimeoutMs } = dependencies;
  const { metrics, tracing } = dependencies.telemetry;
  const { webhooks, deliveries, progress, leases } = persistence.webhooks;
  const enabled = () => webhooks.enabled();
  const lease = new WebhookLease({ store: leases, holder: randomUUID(), clock });
  const sender = new WebhookSender({ guard, timeoutMs });
  const { events } = persistence;
  const fanOut = new WebhookFanOut({ events, deliveries, progress, enabled, renderPayloads, clock, log });
  const send = (request: Parameters<WebhookSender['send']>[0]) =>
    tracing ? tracing.webhook(request, () => sender.send(request)) : sender.send(request);
  const onAttempt = (status: string): void => metrics.countWebhookAttempt(status);
  const holdsLease = () => lease.acquire();
  const worker = new WebhookDeliveryWorker({
    webhooks,
    deliveries,
    send,
    holdsLease,
    clock,
    log,
    onAttempt,
    random: Math.random,
  });
  const dispatcher = new WebhookDispatcher({ lease, fanOut, worker, deliveries, enabled, clock, log });
  return {
    dispatcher,
    async close() {
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

/** Runs it when there are new events or webhooks, and every so often in any case. @returns stops it */
export function startWebhookDelivery({ delivery, feed, webhooks, log }: WebhookRunDependencies): () => Promise<void> {
  const { dispatcher, close } = delivery;
  let isStopped = false;
  let isRequestedAgain = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let feedSubscription: FeedSubscription | null = null;

  const follow = async (isDispatching: boolean): Promise<void> => {
    // who does not send need not be told
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
  const wake = (): void => {
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
