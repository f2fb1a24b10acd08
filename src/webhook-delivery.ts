import { randomUUID } from 'node:crypto';
import type { EventFeed, Listening } from './events/event-feed.ts';
import type { Clock } from './kernel/clock.ts';
import type { Log } from './kernel/log.ts';
import type { Observers } from './observe.ts';
import type { Persistence } from './persistence/open-persistence.ts';
import type { TargetGuard } from './webhooks/target-guard.ts';
import { WebhookCourier } from './webhooks/webhook-courier.ts';
import { WebhookDispatcher } from './webhooks/webhook-dispatcher.ts';
import { WebhookFanOut, type WriteBodies } from './webhooks/webhook-fan-out.ts';
import { WebhookLease } from './webhooks/webhook-lease.ts';
import { WebhookSender } from './webhooks/webhook-sender.ts';
import type { WebhookService } from './webhooks/webhook-service.ts';

export interface WebhookDeliveryParts {
  readonly persistence: Pick<Persistence, 'events' | 'ofWebhooks'>;
  readonly guard: TargetGuard;
  readonly writeBodies: WriteBodies;
  readonly clock: Clock;
  readonly log: Log;
  readonly observers: Observers;
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
export function createWebhookDelivery(parts: WebhookDeliveryParts): WebhookDelivery {
  const { persistence, guard, writeBodies, clock, log, timeoutMs = defaultTimeoutMs } = parts;
  const { metrics, tracing } = parts.observers;
  const { webhooks, deliveries, progress, leases } = persistence.ofWebhooks;
  const enabled = () => webhooks.enabled();
  const lease = new WebhookLease({ store: leases, holder: randomUUID(), clock });
  const sender = new WebhookSender({ guard, timeoutMs });
  const { events } = persistence;
  const fanOut = new WebhookFanOut({ events, deliveries, progress, enabled, writeBodies, clock, log });
  const send = (request: Parameters<WebhookSender['send']>[0]) =>
    tracing ? tracing.webhook(request, () => sender.send(request)) : sender.send(request);
  const onAttempt = (status: string): void => metrics.webhookAttempted(status);
  const mayGoOn = () => lease.take();
  const courier = new WebhookCourier({
    webhooks,
    deliveries,
    send,
    mayGoOn,
    clock,
    log,
    onAttempt,
    random: Math.random,
  });
  const dispatcher = new WebhookDispatcher({ lease, fanOut, courier, deliveries, enabled, clock, log });
  return {
    dispatcher,
    async close() {
      await dispatcher.idle();
      await lease.release();
      sender.close();
    },
  };
}

export interface WebhookRunParts {
  readonly delivery: WebhookDelivery;
  readonly feed: Pick<EventFeed, 'listen'>;
  readonly webhooks: Pick<WebhookService, 'onChange'>;
  readonly log: Log;
}

/** Runs it when there are new events or webhooks, and every so often in any case. @returns stops it */
export function startWebhookDelivery({ delivery, feed, webhooks, log }: WebhookRunParts): () => Promise<void> {
  const { dispatcher, close } = delivery;
  let isStopped = false;
  let isMore = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let listening: Listening | null = null;

  const follow = async (isOurs: boolean): Promise<void> => {
    // who does not send need not be told
    if (!isOurs) listening?.stop();
    listening = isOurs ? (listening ?? (await feed.listen(wake))) : null;
  };
  const run = async (): Promise<void> => {
    while (isMore && !isStopped) {
      isMore = false;
      try {
        await follow(await dispatcher.run(() => isStopped));
      } catch (error) {
        log.error({ err: error }, 'webhooks.failed');
      }
    }
  };
  const wake = (): void => {
    isMore = true;
    if (isStopped || running) return;
    clearTimeout(timer);
    running = run().finally(() => {
      running = null;
      if (isStopped) return;
      timer = setTimeout(wake, listening ? pollMs.sending : pollMs.idle);
      timer.unref();
    });
  };
  webhooks.onChange(wake);
  wake();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    listening?.stop();
    await running;
    await close();
  };
}
