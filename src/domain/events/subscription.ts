import { AppError } from '../../common/errors/app-error.ts';
import { encodeEventCursor } from './cursor.ts';
import type { SessionEvent } from './session-event.ts';

/** Upper bound on events queued per subscriber. Subscribers share the event objects, so the memory is small. */
const maxQueued = 1_000;
/** Upper bound on the backlog: new events that only the stream has, because the queue was full. */
const maxBacklog = 10_000;
const pageSize = 100;
/** Upper bound on events that one `next()` delivers. */
const maxBatch = 100;

type Batch = readonly SessionEvent[];
type Result = IteratorResult<Batch, undefined>;
type Waiting = { readonly resolve: (result: Result) => void; readonly reject: (error: unknown) => void };

const done: Result = { done: true, value: undefined };

export interface EventSubscriptionOptions {
  /** The sequence of the last event that the subscriber has seen. */
  readonly after: number;
  /** Whether events between `after` and the first pushed event may exist, which have to be read first. */
  readonly isBehind: boolean;
  readonly matches: (event: SessionEvent) => boolean;
  /** Reads the next matching events after a sequence. @throws RESYNC_REQUIRED when some of them have been removed */
  readonly read: (after: number, limit: number) => Promise<readonly SessionEvent[]>;
  /** Called once, when the subscription has ended. */
  readonly onEnd: () => void;
}

/**
 * Delivers events to one subscriber, in order, each once: first the missed events, one page at a time as the subscriber
 * takes them, then the pushed ones. Each `next()` delivers all queued events, at most 100, so that the subscriber can
 * load what they refer to with few queries.
 *
 * The queue is bounded. When it is full, new events form a backlog, which is read from the stream once the queue is
 * empty. A subscriber whose backlog is too long gets an error with the cursor to continue from, and is disconnected.
 */
export class EventSubscription implements AsyncIterableIterator<Batch> {
  readonly #options: EventSubscriptionOptions;
  /** Sequence of the last event that was read or delivered, and of the last that was delivered. */
  #lastQueued: number;
  #lastDelivered: number;
  #phase: 'behind' | 'catching-up' | 'live' | 'over';
  #queue: SessionEvent[] = [];
  /** Events pushed while a page is being read. */
  #buffered: SessionEvent[] = [];
  /** Number of events in the backlog; `null` when there is none. */
  #backlog: number | null = null;
  #waiting: Waiting | null = null;
  #failure: unknown = null;

  constructor(options: EventSubscriptionOptions) {
    this.#options = options;
    this.#lastQueued = options.after;
    this.#lastDelivered = options.after;
    this.#phase = options.isBehind ? 'behind' : 'live';
  }

  /** Accepts events that were appended to the stream, in order. */
  push(events: readonly SessionEvent[]): void {
    if (this.#isOver || (this.#phase === 'behind' && this.#backlog === null)) return;
    const matching = events.filter((event) => event.sequence > this.#lastQueued && this.#options.matches(event));
    if (this.#phase === 'behind') {
      this.#addToBacklog(matching);
      return;
    }
    const into = this.#phase === 'live' ? this.#queue : this.#buffered;
    if (into.length + matching.length > maxQueued) {
      this.#overflow(matching);
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

  /** Delivers the queued events, or the end, to a pending `next()`. */
  #serve(): void {
    if (!this.#waiting) return;
    const { resolve, reject } = this.#waiting;
    const batch = this.#queue.splice(0, maxBatch);
    const last = batch.at(-1);
    if (last) {
      this.#waiting = null;
      this.#lastQueued = Math.max(this.#lastQueued, last.sequence);
      this.#lastDelivered = last.sequence;
      resolve({ done: false, value: batch });
    } else if (this.#phase === 'over') {
      this.#waiting = null;
      const failure = this.#failure;
      this.#failure = null;
      if (failure === null) resolve(done);
      else reject(failure);
    }
  }

  /** Reads a page. A short page, together with the events pushed since the read began, is complete. */
  async #catchUp(): Promise<void> {
    this.#phase = 'catching-up';
    this.#buffered = [];
    try {
      const page = await this.#options.read(this.#lastQueued, pageSize);
      if (this.#isOver) return;
      this.#queue.push(...page);
      this.#lastQueued = page.at(-1)?.sequence ?? this.#lastQueued;
      const newer = this.#buffered.filter(({ sequence }) => sequence > this.#lastQueued);
      this.#buffered = [];
      if (this.#backlog !== null) this.#backlog = Math.max(0, this.#backlog - page.length);
      if (page.length < pageSize && this.#phase === 'catching-up') {
        this.#queue.push(...newer);
        this.#phase = 'live';
        this.#backlog = null;
      } else {
        this.#phase = 'behind';
        this.#addToBacklog(newer);
      }
    } catch (error) {
      this.#fail(error);
    }
    this.#serve();
    // the page was empty, and events pushed meanwhile were dropped
    if (this.#waiting && this.#phase === 'behind') void this.#catchUp();
  }

  get #isOver(): boolean {
    return this.#phase === 'over';
  }

  /** Continues with a read of the stream, which has all events: both those that did not fit and buffered ones. */
  #overflow(matching: Batch): void {
    const wasLive = this.#phase === 'live';
    if (wasLive) {
      this.#backlog = 0;
      this.#lastQueued = this.#queue.at(-1)?.sequence ?? this.#lastQueued;
    }
    const skipped = [...this.#buffered, ...matching];
    this.#buffered = [];
    this.#phase = 'behind';
    this.#addToBacklog(skipped);
    if (wasLive && this.#waiting) void this.#catchUp();
  }

  #addToBacklog({ length }: Batch): void {
    if (this.#backlog === null) return;
    this.#backlog += length;
    if (this.#backlog <= maxBacklog) return;
    const message = 'The subscriber reads events too slowly. Continue after the cursor.';
    this.#fail(new AppError('SUBSCRIBER_TOO_SLOW', message, { cursor: encodeEventCursor(this.#lastDelivered) }));
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
