import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../../common/logging/log.ts';
import type { Clock } from '../../common/time/clock.ts';
import type { OutboxEntry, OutboxFlusher } from '../sessions/outbox.ts';
import type { EventLog, OutboxRepository } from './event-log.ts';
import type { EventFeed } from './feed.ts';
import { SequenceAllocator } from './sequence-allocator.ts';
import { eventIdOf, type SessionEvent } from './session-event.ts';

/** Sessions moved at a time: so many that a busy server needs few round trips, so few that the first need not wait long. */
const batchSize = 200;
/** What a server remembers when the store cannot keep up; the sweep finds the rest. */
const maxWaiting = 10_000;
const maxAttempts = 50;
/**
 * From the begin of one move to that of the next: under load, changes gather that long and go together, for a move costs the
 * same round trips whether it is of one session or of many. After a pause, an event goes at once.
 */
const batchWindowMs = 40;

export interface OutboxRelayDependencies {
  readonly outboxes: OutboxRepository;
  readonly events: EventLog;
  readonly clock: Clock;
  readonly log: Log;
  /** Told at once of what this mover appends. */
  readonly feed: Pick<EventFeed, 'publish' | 'wake'>;
}

/**
 * Moves events from the sessions they were written with to the stream. Any number of movers may do this at the same time,
 * and any of them may be killed at any moment: an event leaves its session only after it is in the stream, where its id
 * keeps it from being there twice.
 */
export class OutboxRelay implements OutboxFlusher {
  readonly #dependencies: OutboxRelayDependencies;
  readonly #sequences: SequenceAllocator;
  /** By session: a later reading of an outbox has every event of the earlier one, except those that were moved. */
  readonly #waiting = new Map<string, OutboxEntry>();
  #last: Promise<unknown> = Promise.resolve();
  #isScheduled = false;
  #lastBegin = Number.NEGATIVE_INFINITY;

  constructor(dependencies: OutboxRelayDependencies) {
    this.#dependencies = dependencies;
    this.#sequences = new SequenceAllocator(dependencies.events);
  }

  /** How many sessions' events are waiting to be moved. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Moves it soon, together with whatever else waits then. What fails stays where it is, for the sweep. */
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

  /** Resolves when nothing is under way any more. */
  async onIdle(): Promise<void> {
    await this.#last;
  }

  async #drain(): Promise<void> {
    // changes of the same moment go together
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

  /** One after the other: two movers in one process would only get in each other's way. */
  #serialize(work: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #relay(entries: readonly OutboxEntry[]): Promise<void> {
    let remaining = entries.flatMap((entry) => entry.events.map((event) => ({ entry, event })));
    for (let attempt = 0; remaining.length > 0; attempt++) {
      if (attempt === maxAttempts) throw new Error('others keep numbering events');
      // a server whose event has this number may still be waiting for its acknowledgement
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
    if (isAppended) this.#dependencies.feed.publish(events);
    else this.#dependencies.feed.wake();
    return isAppended;
  }
}
