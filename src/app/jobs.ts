import type { MongoStore } from '../adapters/mongodb/connect-mongo-store.ts';
import { createPayloadRenderer } from '../api/rest/codecs/webhook-payload.ts';
import type { Log } from '../common/logging/log.ts';
import type { Clock } from '../common/time/clock.ts';
import { OutboxSweeper } from '../domain/events/outbox-sweeper.ts';
import { EventRetention } from '../domain/events/retention.ts';
import { SessionArchiver } from '../domain/sessions/archiver.ts';
import type { Api } from './api.ts';
import type { Config } from './config.ts';
import { startArchiveJob } from './jobs/archive-sessions.ts';
import { runPeriodically } from './jobs/run-periodically.ts';
import type { Services } from './services.ts';
import type { Telemetry } from './telemetry.ts';
import { createWebhookDelivery, startWebhookDelivery } from './webhook-delivery.ts';

/** Interval of the sweep. Events of a killed server are in the stream after twice this time. */
const sweepMs = 2_000;
const hourMs = 3_600_000;

export interface JobDependencies {
  readonly store: MongoStore;
  readonly services: Services;
  readonly api: Pick<Api, 'contract'>;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly log: Log;
}

/** Sweeps stranded events and deletes old ones. @returns stops both, then flushes the relay and closes the feed */
export function startEventJobs(
  config: Config,
  { store, services, clock, log }: Pick<JobDependencies, 'store' | 'services' | 'clock' | 'log'>,
): () => Promise<void> {
  const { events, outboxes } = store;
  const { relay, feed } = services.events;
  const sweeper = new OutboxSweeper({ outboxes, relay });
  const retention = new EventRetention({ events, clock, days: config.eventRetentionDays });
  const stopSweep = runPeriodically({
    everyMs: sweepMs,
    failureEvent: 'events.sweep-failed',
    log,
    run: async () => {
      const swept = await sweeper.run();
      if (swept > 0) log.info({ sessions: swept }, 'events.swept');
    },
  });
  const stopRetention = runPeriodically({
    everyMs: hourMs,
    failureEvent: 'events.retention-failed',
    log,
    run: async (isStopped) => {
      const removed = await retention.run(isStopped);
      if (removed > 0) log.info({ removed }, 'events.removed');
    },
  });
  return async () => {
    await Promise.all([stopSweep(), stopRetention()]);
    await relay.onIdle();
    feed.close();
  };
}

/** Sends events to webhooks while this server holds the lease. @returns stops it */
export function startWebhookJob(
  { webhookLimits: limits }: Config,
  { store, services, api, telemetry, clock, log }: JobDependencies,
): () => Promise<void> {
  const { sessions, messages } = store;
  const { directory, ssrfGuard: guard, webhooks, events } = services;
  const renderPayloads = createPayloadRenderer({ sessions, messages, directory, contract: api.contract });
  const delivery = createWebhookDelivery({ persistence: store, guard, renderPayloads, telemetry, limits, clock, log });
  return startWebhookDelivery({ delivery, feed: events.feed, webhooks, log });
}

/** Moves completed sessions to the archive, every hour. @returns stops it */
export function startArchiving(
  config: Config,
  { store, clock, log }: Pick<JobDependencies, 'store' | 'clock' | 'log'>,
): () => Promise<void> {
  const options = { archive: store.sessionArchive, clock, afterDays: config.archiveAfterDays };
  return startArchiveJob(new SessionArchiver(options), log);
}
