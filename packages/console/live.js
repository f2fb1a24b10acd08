import { activeSessions, cursorOfNow, eventsLive, eventsSince } from './documents.js';
import { Refusal, request, subscribe } from './graphql.js';

/** More than anybody can follow on a screen. */
const mostSessions = 1_000;
const firstWaitMs = 500;
const longestWaitMs = 15_000;

/**
 * Follows the sessions that have not ended: reads them, then what happens, from just before they were read on. When the
 * connection is lost it goes on after the last event it had; nothing is missed, and nothing is asked for twice.
 */
export class LiveSessions {
  #listener;
  #stop = new AbortController();
  /** @type {string | null} */
  #cursor = null;
  /** @type {() => void} */
  #wake = () => {};

  /** @param {{ onAll(sessions: any[]): void, onChange(id: string, session: any): void, onState(state: string): void, onRefused(error: Refusal): void }} listener */
  constructor(listener) {
    this.#listener = listener;
    addEventListener('online', () => this.#wake(), { signal: this.#stop.signal });
  }

  /** Goes on until it is stopped, or the server says that it is not allowed. */
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
        // what is gone since the last event is not known: from the beginning
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
    // taken before: what happens while sessions are read is told again, which changes nothing
    this.#cursor = (await request(cursorOfNow)).sessionEventCursor;
    const all = [];
    let after = null;
    do {
      const { nodes, pageInfo } = (await request(activeSessions, { after })).sessions;
      all.push(...nodes);
      after = pageInfo.hasNextPage && all.length < mostSessions ? pageInfo.endCursor : null;
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
