import type { Log } from '../../common/logging/log.ts';
import type { EventLog, EventNotifier } from './event-log.ts';
import type { SessionEvent } from './session-event.ts';

/** Called with events in the order of the stream, each once; must not throw. */
export type FeedListener = (events: readonly SessionEvent[]) => void;

export interface FeedSubscription {
  /** The sequence of the last event before those that the listener is told of. */
  readonly position: number;
  stop(): void;
}

/** How late events of other servers may be; what a server appends itself it has at once. */
const pollMs = { alone: 150, withNotifications: 5_000 } as const;
/** After signals have ended, the store is asked for new ones this often. */
const rewatchMs = 30_000;
const pageSize = 500;

export interface EventFeedDependencies {
  readonly events: Pick<EventLog, 'head' | 'findAfter' | 'truncatedUpTo'>;
  readonly notifier: EventNotifier;
  readonly log: Log;
}

/**
 * Tells whoever listens in this process of every event of every account, whichever server it came from. The stream is read
 * once for all of them, and only while somebody listens: when this server appended to it, when the store signals that
 * another did, and every so often in any case.
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

  /** The sequence of the newest event that listeners were told of. */
  get position(): number {
    return this.#position;
  }

  /** @throws when the store is away */
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

  /** Events that have just come into the stream, in order. */
  publish(events: readonly SessionEvent[]): void {
    if (!this.#isRunning) return;
    if (events[0]?.sequence === this.#position + 1) this.#deliver(events);
    else this.wake();
  }

  /** Reads on at once. */
  wake(): void {
    if (!this.#isRunning) return;
    this.#isMore = true;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
      // what came in after the last look at it
      if (this.#isMore) this.wake();
    });
  }

  /** Resolves when all that was in the stream at the time of the call has been told. */
  async caughtUp(): Promise<void> {
    await this.#reading;
    this.wake();
    await this.#reading;
  }

  /** Nobody is told of anything any more. */
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
    // between the last reading and the first signal
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

  /** Whoever was away from the store for longer than events are kept goes on with the oldest there is. */
  async #skipTruncated([first]: readonly SessionEvent[]): Promise<void> {
    if (!first || first.sequence <= this.#position + 1) return;
    const truncatedUpTo = await this.#dependencies.events.truncatedUpTo();
    if (truncatedUpTo >= first.sequence - 1) this.#position = first.sequence - 1;
  }

  /** What was told already is left out; behind a gap nothing is told until it is filled. */
  #deliver(events: readonly SessionEvent[]): void {
    if (!this.#isRunning) return;
    const begin = events.findIndex(({ sequence }) => sequence === this.#position + 1);
    if (begin < 0) return;
    const fresh = events.slice(begin);
    this.#position = fresh.at(-1)?.sequence ?? this.#position;
    for (const listener of this.#listeners) listener(fresh);
  }
}
