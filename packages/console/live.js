import { activeCounts, activeSessions, cursorOfNow, eventsLive, eventsSince } from './documents.js';
import { GraphqlError, request, subscribe } from './graphql.js';
import { throttle } from './throttle.js';

const countIntervalMs = 2_000;
const firstWaitMs = 500;
const longestWaitMs = 15_000;

/**
 * Follows the active sessions.
 * Reads an event cursor and then the sessions, and subscribes to the events after the cursor. After a lost connection
 * it resumes after the last event, so that no event is missed or requested twice.
 */
export class LiveSessions {
  #listener;
  #maxSessions;
  #stop = new AbortController();
  /** @type {string | null} */
  #cursor = null;
  /** @type {() => void} */
  #wake = () => {};
  /** Ends the current subscription. */
  #connection = new AbortController();
  #isRead = false;
  /** Requests the counts, at most once per interval. */
  #count = throttle(() => this.#readCounts(), countIntervalMs);

  /**
   * @param {{
   *   onAll(sessions: any[]): void,
   *   onChange(event: any): void,
   *   onCounts(counts: any): void,
   *   onState(state: string): void,
   *   onMessage(): void,
   *   onRefused(error: GraphqlError): void
   * }} listener
   * @param {number} maxSessions maximum number of sessions that are read, the newest ones
   */
  constructor(listener, maxSessions) {
    this.#listener = listener;
    this.#maxSessions = maxSessions;
    addEventListener('online', () => this.#wake(), { signal: this.#stop.signal });
  }

  /** Runs until it is stopped, or until the server returns UNAUTHENTICATED or FORBIDDEN. */
  async start() {
    for (let failures = 0; !this.#isStopped; failures += 1) {
      try {
        this.#listener.onState(this.#isRead ? 'reconnecting' : 'connecting');
        if (this.#isRead) await this.#catchUp();
        else await this.#readAll();
        this.#isRead = true;
        void this.#count();
        await this.#follow(() => {
          failures = 0;
          this.#listener.onState('live');
        });
      } catch (error) {
        // The server no longer has the events since the cursor: start over.
        if (error.code === 'RESYNC_REQUIRED') this.#isRead = false;
        else if (error.code === 'UNAUTHENTICATED' || error.code === 'FORBIDDEN') return this.#refuse(error);
      }
      if (!this.#isStopped) this.#listener.onState('reconnecting');
      await this.#wait(failures);
    }
  }

  /** Reads the sessions again, because some of them are missing. */
  reload() {
    this.#isRead = false;
    this.#connection.abort();
  }

  stop() {
    this.#stop.abort();
    this.#connection.abort();
    this.#wake();
  }

  get #isStopped() {
    return this.#stop.signal.aborted;
  }

  #refuse(error) {
    if (!this.#isStopped) this.#listener.onRefused(error);
    this.stop();
  }

  async #readAll() {
    // The cursor is read before the sessions. Events in between arrive again, which changes nothing.
    this.#cursor = (await request(cursorOfNow)).sessionEventCursor;
    const all = [];
    let after = null;
    do {
      const { nodes, pageInfo } = (await request(activeSessions, { after })).sessions;
      all.push(...nodes);
      after = pageInfo.hasNextPage && all.length < this.#maxSessions ? pageInfo.endCursor : null;
    } while (after);
    this.#listener.onAll(all.slice(0, this.#maxSessions));
  }

  async #catchUp() {
    for (let isMore = true; isMore && !this.#isStopped; ) {
      const { nodes, pageInfo } = (await request(eventsSince, { after: this.#cursor })).sessionEvents;
      for (const event of nodes) this.#take(event);
      isMore = pageInfo.hasNextPage;
    }
  }

  async #readCounts() {
    if (this.#isStopped) return;
    try {
      const found = Object.entries(await request(activeCounts)).map(([name, { totalCount }]) => [name, totalCount]);
      if (!this.#isStopped) this.#listener.onCounts(Object.fromEntries(found));
    } catch {
      // the subscription reports a lost connection or sign-in
      void this.#count();
    }
  }

  async #follow(onOpen) {
    this.#connection = new AbortController();
    if (this.#isStopped) return;
    const onData = ({ sessionEvents }) => this.#take(sessionEvents);
    const { onMessage } = this.#listener;
    await subscribe(eventsLive, { after: this.#cursor }, { onOpen, onData, onMessage }, this.#connection.signal);
  }

  #take(event) {
    this.#cursor = event.cursor;
    this.#listener.onChange(event);
    void this.#count();
  }

  async #wait(failures) {
    const longest = Math.min(firstWaitMs * 2 ** failures, longestWaitMs);
    await new Promise((resolve) => {
      this.#wake = () => resolve(null);
      setTimeout(this.#wake, longest * (0.5 + Math.random() / 2));
    });
  }
}
