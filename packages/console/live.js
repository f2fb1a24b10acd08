import { activeSessions, cursorOfNow, eventsLive, eventsSince } from './documents.js';
import { GraphqlError, request, subscribe } from './graphql.js';

/** Maximum number of sessions shown; nobody can follow more on one screen. */
const maxSessions = 1_000;
const firstWaitMs = 500;
const longestWaitMs = 15_000;

/**
 * Follows the active sessions.
 * Reads an event cursor and then the sessions, and subscribes to the events after the cursor. After a lost connection
 * it resumes after the last event, so that no event is missed or requested twice.
 */
export class LiveSessions {
  #listener;
  #stop = new AbortController();
  /** @type {string | null} */
  #cursor = null;
  /** @type {() => void} */
  #wake = () => {};

  /**
   * @param {{
   *   onAll(sessions: any[]): void,
   *   onChange(id: string, session: any): void,
   *   onState(state: string): void,
   *   onRefused(error: GraphqlError): void
   * }} listener
   */
  constructor(listener) {
    this.#listener = listener;
    addEventListener('online', () => this.#wake(), { signal: this.#stop.signal });
  }

  /** Runs until it is stopped, or until the server returns UNAUTHENTICATED or FORBIDDEN. */
  async start() {
    let isRead = false;
    for (let failures = 0; !this.#isStopped; failures += 1) {
      try {
        this.#listener.onState(isRead ? 'reconnecting' : 'connecting');
        if (isRead) await this.#catchUp();
        else await this.#readAll();
        isRead = true;
        await this.#follow(() => {
          failures = 0;
          this.#listener.onState('live');
        });
      } catch (error) {
        // The server no longer has the events since the cursor: start over.
        if (error.code === 'RESYNC_REQUIRED') isRead = false;
        else if (error.code === 'UNAUTHENTICATED' || error.code === 'FORBIDDEN') return this.#refuse(error);
      }
      if (!this.#isStopped) this.#listener.onState('reconnecting');
      await this.#wait(failures);
    }
  }

  stop() {
    this.#stop.abort();
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
      after = pageInfo.hasNextPage && all.length < maxSessions ? pageInfo.endCursor : null;
    } while (after);
    this.#listener.onAll(all);
  }

  async #catchUp() {
    for (let isMore = true; isMore && !this.#isStopped; ) {
      const { nodes, pageInfo } = (await request(eventsSince, { after: this.#cursor })).sessionEvents;
      for (const event of nodes) this.#take(event);
      isMore = pageInfo.hasNextPage;
    }
  }

  async #follow(onOpen) {
    const onData = ({ sessionEvents }) => this.#take(sessionEvents);
    await subscribe(eventsLive, { after: this.#cursor }, { onOpen, onData }, this.#stop.signal);
  }

  #take({ cursor, sessionId, session }) {
    this.#cursor = cursor;
    this.#listener.onChange(sessionId, session);
  }

  async #wait(failures) {
    const longest = Math.min(firstWaitMs * 2 ** failures, longestWaitMs);
    await new Promise((resolve) => {
      this.#wake = () => resolve(null);
      setTimeout(this.#wake, longest * (0.5 + Math.random() / 2));
    });
  }
}
