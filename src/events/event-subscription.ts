import { AppError } from '../kernel/app-error.ts';
import { encodeEventCursor } from './event-cursor.ts';
import type { SessionEvent } from './session-event.ts';

/** So many events may wait for a subscriber; they are shared with all others, so this is little memory. */
const maxQueued = 1_000;
const pageSize = 100;

type Result = IteratorResult<SessionEvent, undefined>;
type Waiting = { readonly resolve: (result: Result) => void; readonly reject: (error: unknown) => void };

const done: Result = { done: true, value: undefined };

export interface EventSubscriptionParts {
  /** The sequence of the last event the subscriber knows of. */
  readonly after: number;
  /** Whether there may be events between that and what is offered, which have to be read first. */
  readonly isBehind: boolean;
  readonly matches: (event: SessionEvent) => boolean;
  /** The next events after a sequence, of those that match. @throws RESYNC_REQUIRED when some of them are gone */
  readonly read: (after: number, limit: number) => Promise<readonly SessionEvent[]>;
  /** Called once, when nothing more is wanted. */
  readonly onEnd: () => void;
}

/**
 * The events of one subscriber, in order, each once: first what was missed, read as the subscriber takes it, then what is
 * offered. No more than a few wait here. Who is too slow for that is told after which event to go on, and let go.
 */
export class EventSubscription implements AsyncIterableIterator<SessionEvent> {
  readonly #parts: EventSubscriptionParts;
  /** Of the last event that was taken over, and of the last that was handed out. */
  #taken: number;
  #handedOut: number;
  #phase: 'behind' | 'catching-up' | 'live' | 'over';
  #queue: SessionEvent[] = [];
  /** Offered while the last page was being read. */
  #offered: SessionEvent[] = [];
  #waiting: Waiting | null = null;
  #failure: unknown = null;

  constructor(parts: EventSubscriptionParts) {
    this.#parts = parts;
    this.#taken = parts.after;
    this.#handedOut = parts.after;
    this.#phase = parts.isBehind ? 'behind' : 'live';
  }

  /** Events that came into the stream, in order. */
  offer(events: readonly SessionEvent[]): void {
    if (this.#phase !== 'catching-up' && this.#phase !== 'live') return;
    const wanted = events.filter((event) => event.sequence > this.#taken && this.#parts.matches(event));
    const into = this.#phase === 'live' ? this.#queue : this.#offered;
    if (into.length + wanted.length > maxQueued) {
      this.#overflow();
      return;
    }
    into.push(...wanted);
    if (this.#phase === 'live') this.#serve();
  }

  next(): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#serve();
      if (this.#waiting && this.#phase === 'behind') void this.#catchUp();
    });
  }

  async return(): Promise<Result> {
    this.#end();
    return done;
  }

  async throw(error: unknown): Promise<Result> {
    this.#end();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Hands out what there is to whoever waits. */
  #serve(): void {
    if (!this.#waiting) return;
    const { resolve, reject } = this.#waiting;
    const event = this.#queue.shift();
    if (event) {
      this.#waiting = null;
      this.#taken = Math.max(this.#taken, event.sequence);
      this.#handedOut = event.sequence;
      resolve({ done: false, value: event });
    } else if (this.#phase === 'over') {
      this.#waiting = null;
      const failure = this.#failure;
      this.#failure = null;
      if (failure === null) resolve(done);
      else reject(failure);
    }
  }

  /** Reads a page; a short one, with what was offered since before it was read, is all there is. */
  async #catchUp(): Promise<void> {
    this.#phase = 'catching-up';
    this.#offered = [];
    try {
      const page = await this.#parts.read(this.#taken, pageSize);
      if (this.#isOver) return;
      this.#queue.push(...page);
      this.#taken = page.at(-1)?.sequence ?? this.#taken;
      if (page.length < pageSize && this.#phase === 'catching-up') {
        this.#queue.push(...this.#offered.filter(({ sequence }) => sequence > this.#taken));
        this.#phase = 'live';
      } else this.#phase = 'behind';
      this.#offered = [];
    } catch (error) {
      this.#fail(error);
    }
    this.#serve();
    // nothing of that page was wanted, and there is more
    if (this.#waiting && this.#phase === 'behind') void this.#catchUp();
  }

  get #isOver(): boolean {
    return this.#phase === 'over';
  }

  #overflow(): void {
    // what is read anew anyway need not be remembered
    if (this.#phase === 'catching-up') this.#phase = 'behind';
    else {
      const message = 'This subscriber takes events too slowly. Go on after the cursor.';
      this.#fail(new AppError('SUBSCRIBER_TOO_SLOW', message, { cursor: encodeEventCursor(this.#handedOut) }));
    }
  }

  #fail(error: unknown): void {
    if (this.#isOver) return;
    this.#failure = error;
    this.#end();
  }

  #end(): void {
    if (this.#isOver) return;
    this.#phase = 'over';
    this.#queue = [];
    this.#offered = [];
    this.#parts.onEnd();
    this.#serve();
  }
}
