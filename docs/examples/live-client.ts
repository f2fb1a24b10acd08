import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { type Client, type ClientOptions, createClient } from 'graphql-ws';

/** What every event has to be asked for, so that it can be gone on after. */
export interface WithCursor {
  readonly cursor: string;
}

export interface FollowOptions<Event extends WithCursor, Filter> extends Pick<ClientOptions, 'url' | 'webSocketImpl'> {
  /** Headers that authenticate the client: `Authorization` or `X-Api-Key`. */
  readonly credentials: Readonly<Record<string, string>>;
  /** A subscription to `sessionEvents` with the variables `filter` and `after`. */
  readonly document: TypedDocumentNode<{ readonly sessionEvents: Event }, { filter?: Filter; after?: string | null }>;
  readonly filter?: NoInfer<Filter>;
  /** The cursor of the last received event. Later events are delivered first. */
  readonly after?: string;
  /** Called without a cursor to continue from, or when the events after it have been deleted: read the sessions now. */
  readonly onBegin: (cursor: string) => void;
  /** Called with each event, in order and once. Must not throw. */
  readonly onEvent: (event: Event) => void;
  /** Ends the subscription. */
  readonly signal: AbortSignal;
}

/** What passes by itself. Any other refusal would be the same the next time. */
const passing = new Set(['UNAVAILABLE', 'RATE_LIMITED', 'SUBSCRIBER_TOO_SLOW', 'INTERNAL_SERVER_ERROR']);
const forbidden = 4403;
const patienceMs = 10_000;
const firstPauseMs = 250;
const longestPauseMs = 15_000;

/**
 * Follows session events without a gap: whenever the connection is lost, it goes on after the last event it had.
 * Resolves when it was ended.
 * @throws what the server refuses it for: errors of GraphQL, or how the connection was closed
 */
export async function followSessionEvents<Event extends WithCursor, Filter>(
  options: FollowOptions<Event, Filter>,
): Promise<void> {
  const { signal } = options;
  const client = connect(options);
  signal.addEventListener('abort', () => void Promise.resolve(client.dispose()).catch(() => undefined));
  let cursor = options.after ?? null;
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      if (cursor === null) {
        cursor = await cursorOfNow(client);
        options.onBegin(cursor);
      }
      await subscribe(client, options, cursor, (event) => {
        failures = 0;
        cursor = event.cursor;
        options.onEvent(event);
      });
    } catch (error) {
      if (signal.aborted) return;
      const code = codeOf(error);
      if (code === 'RESYNC_REQUIRED') cursor = null;
      else if (!passing.has(code)) throw error;
    }
    await pause(failures, signal);
  }
}

/** A client that connects again by itself. */
function connect({
  url,
  webSocketImpl,
  credentials,
  signal,
}: Pick<FollowOptions<never, never>, 'url' | 'webSocketImpl' | 'credentials' | 'signal'>): Client {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const client = createClient({
    url,
    webSocketImpl,
    connectionParams: credentials,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (retries) => pause(retries, signal),
    shouldRetry: (reason) => (reason as { code?: unknown }).code !== forbidden,
    connectionAckWaitTimeout: patienceMs,
    // the connection that told where to begin serves on
    lazyCloseTimeout: 1_000,
    // a connection that died without a word shows by the answer that does not come
    keepAlive: patienceMs,
    on: {
      ping: (isReceived) => {
        if (!isReceived) waiting = setTimeout(() => client.terminate(), patienceMs);
      },
      pong: () => clearTimeout(waiting),
      closed: () => clearTimeout(waiting),
    },
  });
  return client;
}

async function cursorOfNow(client: Client): Promise<string> {
  const answers = client.iterate<{ sessionEventCursor: string }>({ query: '{ sessionEventCursor }' });
  for await (const { data, errors } of answers) {
    if (data) return data.sessionEventCursor;
    throw errors;
  }
  throw new Error('The server ended the operation without an answer.');
}

/** Resolves when the server has ended it. */
function subscribe<Event extends WithCursor, Filter>(
  client: Client,
  { document, filter }: FollowOptions<Event, Filter>,
  after: string,
  onEvent: (event: Event) => void,
): Promise<void> {
  const variables = { filter, after };
  return new Promise((resolve, reject) => {
    let isOver = false;
    const leave = client.subscribe<{ sessionEvents: Event }>(
      { query: print(document), variables },
      {
        next({ data, errors }) {
          if (isOver) return;
          if (errors || !data) {
            // what could not be told in full is asked for again
            isOver = true;
            leave();
            reject(errors);
            return;
          }
          // sent along when the client connects again
          variables.after = data.sessionEvents.cursor;
          onEvent(data.sessionEvents);
        },
        error: reject,
        complete: resolve,
      },
    );
  });
}

function codeOf(error: unknown): string {
  const [first] = Array.isArray(error) ? error : [];
  return String(first?.extensions?.code);
}

/** Longer each time, and not all clients at the same moment. */
function pause(failures: number, signal: AbortSignal): Promise<void> {
  const longest = Math.min(firstPauseMs * 2 ** failures, longestPauseMs);
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, longest * (0.5 + Math.random() / 2));
    signal.addEventListener('abort', end);
  });
}
