import type { MongoStore } from '../adapters/mongodb/connect-mongo-store.ts';
import type { Log } from '../common/logging/log.ts';
import type { Clock } from '../common/time/clock.ts';
import { EventFeed } from '../domain/events/feed.ts';
import { SessionEventHistory } from '../domain/events/history.ts';
import { OutboxRelay } from '../domain/events/outbox-relay.ts';
import { OutboxSweeper } from '../domain/events/outbox-sweeper.ts';
import { EventRetention } from '../domain/events/retention.ts';
import { EventSubscriptionService } from '../domain/events/subscription-service.ts';
import { runPeriodically } from './jobs/run-periodically.ts';

/** Twice this, at most, and events that a killed server left are in the stream. */
const sweepMs = 2_000;
const hourMs = 3_600_000;

/** What becomes of events after they were written with their changes. */
export interface SessionEvents {
  readonly relay: OutboxRelay;
  readonly feed: EventFeed;
  readonly history: SessionEventHistory;
  readonly subscriptions: EventSubscriptionService;
  /** Stops, when what is under way is moved. */
  close(): Promise<void>;
}

export interface SessionEventsDependencies {
  readonly persistence: MongoStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly retentionDays: number;
}

/** From now on events move by themselves, and what was left behind and what is too old is seen to now and then. */
export function createSessionEvents({
  persistence,
  clock,
  log,
  retentionDays,
}: SessionEventsDependencies): SessionEvents {
  const { events, outboxes, eventNotifier: notifier } = persistence;
  const feed = new EventFeed({ events, notifier, log });
  const relay = new OutboxRelay({ outboxes, events, feed, clock, log });
  persistence.onOutboxWritten((entry) => relay.enqueue(entry));
  const sweeper = new OutboxSweeper({ outboxes, relay });
  const retention = new EventRetention({ events, clock, days: retentionDays });
  const stopSweeping = runPeriodically({
    everyMs: sweepMs,
    failureEvent: 'events.sweep-failed',
    log,
    run: async () => {
      const swept = await sweeper.run();
      if (swept > 0) log.info({ sessions: swept }, 'events.swept');
    },
  });
  const stopRemoving = runPeriodically({
    everyMs: hourMs,
    failureEvent: 'events.retention-failed',
    log,
    run: async (isStopped) => {
      const removed = await retention.run(isStopped);
      if (removed > 0) log.info({ removed }, 'events.removed');
    },
  });
  return {
    relay,
    feed,
    history: new SessionEventHistory(events),
    subscriptions: new EventSubscriptionService({ feed, events }),
    async close() {
      await Promise.all([stopSweeping(), stopRemoving()]);
      await relay.onIdle();
      feed.close();
    },
  };
}
