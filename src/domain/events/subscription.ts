import { AppError } from '../../common/errors/app-error.ts';
import { encodeEventCursor } from './cursor.ts';
import type { SessionEvent } from './session-event.ts';

/** So many events may wait for a subscriber; they are shared with all others, so this is little memory. */
const maxQueued = 1_000;
const pageSize = 100;

type Result = IteratorResult<SessionEvent, undefined>;
type Waiting = { readonly resolve: (result: Result) => void; readonly reject: (error: unknown) => void };

const done: Result = { done: true, value: undefined };

export interface EventSubscriptionOptions {
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
  readonly #options: EventSubscriptionOptions;
  /** Of the last event that was taken over, and of the last that was handed out. */
  #lastQueued: number;
  #lastDelivered: number;
  #phase: 'behind' | 'catching-up' | 'live' | 'over';
  #queue: SessionEvent[] = [];
  /** Offered while the last page was being read. */
  #buffered: SessionEvent[] = [];
  #waiting: Waiting | null = null;
  #failure: unknown = null;

  constructor(options: EventSubscriptionOptions) {
    this.#options = options;
    this.#lastQueued = options.after;
    this.#lastDelivered = options.after;
    this.#phase = options.isBehind ? 'behind' : 'live';
  }

  /** Events that came into the stream, in order. */
  push(events: readonly SessionEvent[]): void {
    if (this.#phase !== 'catching-up' && this.#phase !== 'live') return;
    const matching = events.filter((event) => event.sequence > this.#lastQueued && this.#options.matches(event));
    const into = this.#phase === 'live' ? this.#queue : this.#buffered;
    if (into.length + matching.length > maxQueued) {
      this.#overflow();
      return;
    }
    into.push(...matching);
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
      this.#lastQueued = Math.max(this.#lastQueued, event.sequence);
      this.#lastDelivered = event.sequence;
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
    this.#buffered = [];
    try {
      const page = await this.#options.read(this.#lastQueued, pageSize);
      if (this.#isOver) return;
      this.#queue.push(...page);
      this.#lastQueued = page.at(-1)?.sequence ?? this.#lastQueued;
      if (page.length < pageSize && this.#phase === 'catching-up') {
        this.#queue.push(...this.#buffered.filter(({ sequence }) => sequence > this.#lastQueued));
        this.#phase = 'live';
      } else this.#phase = 'behind';
      this.#buffered = [];
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
      const message = 'The subscriber reads events too slowly. Continue after the cursor.';
      this.#fail(new AppError('SUBSCRIBER_TOO_SLOW', message, { cursor: encodeEventCursor(this.#lastDelivered) }));
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
    this.#buffered = [];
    this.#options.onEnd();
    this.#serve();
  }
}
