import type { Log } from '../../common/logging/log.ts';
import type { EventLog, EventNotifier } from './event-log.ts';
import type { SessionEvent } from './session-event.ts';

/** Receives events in stream order, each once. Must not throw. */
export type FeedListener = (events: readonly SessionEvent[]) => void;

export interface FeedSubscription {
  /** The sequence of the event before the first one that the listener receives. */
  readonly position: number;
  stop(): void;
}

/**
 * Poll intervals, in milliseconds: the longest delay of events from other servers. Events that this server appends are
 * published at once.
 */
const pollMs = { alone: 150, withNotifications: 5_000 } as const;
/** Minimum time between attempts to watch again after notifications have ended, in milliseconds. */
const rewatchMs = 30_000;
const pageSize = 500;

export interface EventFeedDependencies {
  readonly events: Pick<EventLog, 'head' | 'findAfter' | 'truncatedUpTo'>;
  readonly notifier: EventNotifier;
  readonly log: Log;
}

/**
 * Publishes the events of all accounts, from every server, to the listeners of this process.
 *
 * All listeners share one reader of the stream, which runs only while there are listeners. The feed reads when this
 * server appends events, when the database notifies of new ones, and at every poll interval.
 */
export class EventFeed {
  readonly #dependencies: EventFeedDependencies;
  readonly #listeners = new Set<FeedListener>();
  #position = 0;
  #starting: Promise<void> | null = null;
  #reading: Promise<void> | null = null;
  #isMore = false;
  #timer: NodeJS.Timeout | undefined;
  #notifier: 'unknown' | 'none' | 'ended' | { end(): Promise<void> } = 'unknown';
  #isWatching = false;
  #watchedAt = 0;

  constructor(dependencies: EventFeedDependencies) {
    this.#dependencies = dependencies;
  }

  /** The sequence of the newest event that was published to listeners. */
  get position(): number {
    return this.#position;
  }

  /** @throws UNAVAILABLE when the database is unavailable */
  async subscribe(listener: FeedListener): Promise<FeedSubscription> {
    while (!this.#isRunning) {
      this.#starting ??= this.#start().finally(() => {
        this.#starting = null;
      });
      await this.#starting;
    }
    this.#listeners.add(listener);
    return {
      position: this.#position,
      stop: () => {
        this.#listeners.delete(listener);
        if (this.#listeners.size === 0) this.#stop();
      },
    };
  }

  /** Publishes events that this server has just appended, in stream order. */
  publish(events: readonly SessionEvent[]): void {
    if (!this.#isRunning) return;
    if (events[0]?.sequence === this.#position + 1) this.#deliver(events);
    else this.wake();
  }

  /** Reads new events now. */
  wake(): void {
    if (!this.#isRunning) return;
    this.#isMore = true;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
      // events may have arrived after the last read
      if (this.#isMore) this.wake();
    });
  }

  /** Resolves when all events that were in the stream at the time of the call have been published. */
  async caughtUp(): Promise<void> {
    await this.#reading;
    this.wake();
    await this.#reading;
  }

  /** Removes all listeners and stops reading. */
  close(): void {
    this.#listeners.clear();
    this.#stop();
  }

  get #isRunning(): boolean {
    return this.#timer !== undefined;
  }

  async #start(): Promise<void> {
    this.#position = await this.#dependencies.events.head();
    this.#schedule();
    void this.#watch();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (typeof this.#notifier === 'object') void this.#notifier.end().catch(() => undefined);
    if (this.#notifier !== 'none') this.#notifier = 'unknown';
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const ms = typeof this.#notifier === 'object' ? pollMs.withNotifications : pollMs.alone;
    this.#timer = setTimeout(() => {
      this.wake();
      if (this.#notifier === 'ended' && performance.now() > this.#watchedAt + rewatchMs) void this.#watch();
      this.#schedule();
    }, ms);
    this.#timer.unref();
  }

  async #watch(): Promise<void> {
    if (this.#notifier === 'none' || this.#isWatching) return;
    this.#isWatching = true;
    this.#watchedAt = performance.now();
    const onEnd = (error: unknown): void => {
      this.#dependencies.log.warn({ err: error }, 'events.notifier-ended');
      if (typeof this.#notifier === 'object') this.#notifier = 'ended';
      if (this.#isRunning) this.#schedule();
    };
    try {
      const end = await this.#dependencies.notifier.watch(() => this.wake(), onEnd);
      this.#notifier = end ? { end } : 'none';
      if (!this.#isRunning) this.#stop();
    } catch (error) {
      this.#notifier = 'ended';
      this.#dependencies.log.warn({ err: error }, 'events.notifier-ended');
    }
    this.#isWatching = false;
    if (!this.#isRunning) return;
    this.#schedule();
    // events may have arrived between the last read and the start of the watch
    this.wake();
  }

  async #read(): Promise<void> {
    try {
      while (this.#isMore && this.#isRunning) {
        this.#isMore = false;
        const events = await this.#dependencies.events.findAfter(this.#position, pageSize);
        await this.#skipTruncated(events);
        this.#deliver(events);
        this.#isMore ||= events.length === pageSize;
      }
    } catch (error) {
      this.#isMore = false;
      this.#dependencies.log.warn({ err: error }, 'events.read-failed');
    }
  }

  /**
   * Skips events that retention has removed, so that a server that lost the database for longer than the retention
   * period continues with the oldest event.
   */
  async #skipTruncated([first]: readonly SessionEvent[]): Promise<void> {
    if (!first || first.sequence <= this.#position + 1) return;
    const truncatedUpTo = await this.#dependencies.events.truncatedUpTo();
    if (truncatedUpTo >= first.sequence - 1) this.#position = first.sequence - 1;
  }

  /**
   * Publishes new events. Events published before are skipped; after a gap nothing is published until the gap is
   * filled.
   */
  #deliver(events: readonly SessionEvent[]): void {
    if (!this.#isRunning) return;
    const begin = events.findIndex(({ sequence }) => sequence === this.#position + 1);
    if (begin < 0) return;
    const fresh = events.slice(begin);
    this.#position = fresh.at(-1)?.sequence ?? this.#position;
    for (const listener of this.#listeners) listener(fresh);
  }
}
