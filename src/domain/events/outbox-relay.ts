import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../../common/logging/log.ts';
import type { Clock } from '../../common/time/clock.ts';
import type { OutboxEntry, OutboxFlusher } from '../sessions/outbox.ts';
import type { EventLog, OutboxRepository } from './event-log.ts';
import type { EventFeed } from './feed.ts';
import { SequenceAllocator } from './sequence-allocator.ts';
import { eventIdOf, type SessionEvent, toKnownEvent } from './session-event.ts';

/**
 * Sessions relayed per batch: enough for few round trips under load, few enough that the first one does not wait long.
 */
const batchSize = 200;
/** Upper bound on queued sessions when the database cannot keep up; the sweeper finds the rest. */
const maxWaiting = 10_000;
const maxAttempts = 50;
/**
 * Minimum time between the starts of two batches, in milliseconds.
 *
 * A batch costs the same round trips for one session as for many, so under load changes accumulate for this long. After
 * an idle period an event is relayed at once.
 */
const batchWindowMs = 40;

export interface OutboxRelayDependencies {
  readonly outboxes: OutboxRepository;
  readonly events: EventLog;
  readonly clock: Clock;
  readonly log: Log;
  /** Publishes the events that this relay appends to the listeners of this process. */
  readonly feed: Pick<EventFeed, 'publish' | 'wake'>;
}

/**
 * Relays events from session outboxes to the event stream.
 *
 * Any number of relays may run concurrently, and each may be killed at any moment: an event is removed from its session
 * only after it is in the stream, and its deterministic id prevents a second copy there.
 */
export class OutboxRelay implements OutboxFlusher {
  readonly #dependencies: OutboxRelayDependencies;
  readonly #sequences: SequenceAllocator;
  /**
   * Queued entries, by session id. A later entry contains all events of an earlier one, except those already relayed.
   */
  readonly #waiting = new Map<string, OutboxEntry>();
  #last: Promise<unknown> = Promise.resolve();
  #isScheduled = false;
  #lastBegin = Number.NEGATIVE_INFINITY;

  constructor(dependencies: OutboxRelayDependencies) {
    this.#dependencies = dependencies;
    this.#sequences = new SequenceAllocator(dependencies.events);
  }

  /** Number of sessions with queued events. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Queues the entry for the next batch. Events of a failed batch stay in the outbox, where the sweeper finds them. */
  enqueue(entry: OutboxEntry): void {
    const known = this.#waiting.get(entry.sessionId);
    if (known ? known.revision >= entry.revision : this.#waiting.size >= maxWaiting) return;
    this.#waiting.set(entry.sessionId, entry);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    void this.#serialize(() => this.#drain());
  }

  async flush(sessionIds: readonly string[]): Promise<void> {
    const entries = await this.#dependencies.outboxes.findOf(sessionIds);
    await this.#serialize(() => this.#relay(entries));
  }

  /** Resolves when no relay is in flight. */
  async onIdle(): Promise<void> {
    await this.#last;
  }

  async #drain(): Promise<void> {
    // changes of the same event-loop turn go into one batch
    await new Promise(setImmediate);
    while (this.#waiting.size > 0) {
      await this.#awaitBatchWindow();
      const batch = [...this.#waiting.values()].slice(0, batchSize);
      for (const { sessionId } of batch) this.#waiting.delete(sessionId);
      try {
        await this.#relay(batch);
      } catch (error) {
        this.#dependencies.log.warn({ err: error, sessions: batch.length }, 'events.relay-failed');
      }
    }
    this.#isScheduled = false;
  }

  async #awaitBatchWindow(): Promise<void> {
    const rest = this.#lastBegin + batchWindowMs - performance.now();
    if (rest > 0 && this.#waiting.size < batchSize) await wait(rest);
    this.#lastBegin = performance.now();
  }

  /** Runs batches one at a time: two in one process would only compete for the same sequence numbers. */
  #serialize(work: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #relay(entries: readonly OutboxEntry[]): Promise<void> {
    let remaining = entries.flatMap((entry) => entry.events.map((event) => ({ entry, event })));
    for (let attempt = 0; remaining.length > 0; attempt++) {
      if (attempt === maxAttempts) throw new Error('too many conflicts with other relays over sequence numbers');
      // another server took this number, but its insert may not be acknowledged yet
      if (attempt > 1) await wait(Math.min(attempt, 10) * Math.random() * 5);
      const numbers = await this.#sequences.next(remaining.map(({ entry }) => entry.accountId));
      const dateRecorded = this.#dependencies.clock.now();
      const events = remaining.map(({ entry, event }, at): SessionEvent => {
        const { sessionId, accountId } = entry;
        const { sequence = 0, position = 0 } = numbers[at] ?? {};
        return { ...event, id: eventIdOf(sessionId, event), sessionId, accountId, sequence, position, dateRecorded };
      });
      if (await this.#append(events)) break;
      const known = await this.#dependencies.events.findIds(events.map(({ id }) => id));
      remaining = remaining.filter(({ entry, event }) => !known.has(eventIdOf(entry.sessionId, event)));
    }
    await this.#dependencies.outboxes.clear(entries);
  }

  async #append(events: readonly SessionEvent[]): Promise<boolean> {
    let isAppended = false;
    try {
      isAppended = await this.#dependencies.events.append(events);
    } finally {
      if (!isAppended) this.#sequences.reset();
    }
    // the stream keeps what a newer server wrote
    if (isAppended) this.#dependencies.feed.publish(events.map(toKnownEvent));
    else this.#dependencies.feed.wake();
    return isAppended;
  }
}
