import { EventFeed } from './events/event-feed.ts';
import { EventMover } from './events/event-mover.ts';
import { EventRetention } from './events/event-retention.ts';
import { EventSweeper } from './events/event-sweeper.ts';
import { SessionTimeline } from './events/session-timeline.ts';
import type { Clock } from './kernel/clock.ts';
import type { Log } from './kernel/log.ts';
import type { Persistence } from './persistence/open-persistence.ts';
import { repeat } from './repeat.ts';

/** Twice this, at most, and events that a killed server left are in the stream. */
const sweepMs = 2_000;
const hourMs = 3_600_000;

/** What becomes of events after they were written with their changes. */
export interface SessionEvents {
  readonly mover: EventMover;
  readonly feed: EventFeed;
  readonly timeline: SessionTimeline;
  /** Stops, when what is under way is moved. */
  close(): Promise<void>;
}

export interface SessionEventsParts {
  readonly persistence: Persistence;
  readonly clock: Clock;
  readonly log: Log;
  readonly retentionDays: number;
}

/** From now on events move by themselves, and what was left behind and what is too old is seen to now and then. */
export function createSessionEvents({ persistence, clock, log, retentionDays }: SessionEventsParts): SessionEvents {
  const { events, outboxes, eventSignals: signals } = persistence;
  const feed = new EventFeed({ events, signals, log });
  const mover = new EventMover({ outboxes, events, feed, clock, log });
  persistence.listenToOutboxes((entry) => mover.take(entry));
  const sweeper = new EventSweeper({ outboxes, mover });
  const retention = new EventRetention({ events, clock, days: retentionDays });
  const stopSweeping = repeat({
    everyMs: sweepMs,
    failed: 'events.sweep-failed',
    log,
    work: async () => {
      const left = await sweeper.run();
      if (left > 0) log.info({ sessions: left }, 'events.swept');
    },
  });
  const stopRemoving = repeat({
    everyMs: hourMs,
    failed: 'events.retention-failed',
    log,
    work: async (isStopped) => {
      const removed = await retention.run(isStopped);
      if (removed > 0) log.info({ removed }, 'events.removed');
    },
  });
  return {
    mover,
    feed,
    timeline: new SessionTimeline(events),
    async close() {
      await Promise.all([stopSweeping(), stopRemoving()]);
      await mover.idle();
      feed.close();
    },
  };
}
