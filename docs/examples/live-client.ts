import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { type Client, type ClientOptions, createClient } from 'graphql-ws';

/** The field that every subscription selects: the position after which to continue. */
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

/** Errors after which a retry makes sense. Any other error would occur again. */
const transient = new Set(['UNAVAILABLE', 'RATE_LIMITED', 'SUBSCRIBER_TOO_SLOW', 'INTERNAL_SERVER_ERROR']);
const forbidden = 4403;
const timeoutMs = 10_000;
const minDelayMs = 250;
const maxDelayMs = 15_000;

/**
 * Follows session events without a gap: after a lost connection it continues after the last received event.
 * Resolves when the signal is aborted.
 * @throws the GraphQL errors or the close event with which the server rejected the subscription
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
      else if (!transient.has(code)) throw error;
    }
    await pause(failures, signal);
  }
}

/** Creates a client that reconnects automatically. */
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
    connectionAckWaitTimeout: timeoutMs,
    // the subscription reuses the connection of the first query
    lazyCloseTimeout: 1_000,
    // a missing pong reveals a dead connection
    keepAlive: timeoutMs,
    on: {
      ping: (isReceived) => {
        if (!isReceived) waiting = setTimeout(() => client.terminate(), timeoutMs);
      },
      pong: () => clearTimeout(waiting),
      closed: () => clearTimeout(waiting),
    },
  });
  return client;
}

async function cursorOfNow(client: Client): Promise<string> {
  const results = client.iterate<{ sessionEventCursor: string }>({ query: '{ sessionEventCursor }' });
  for await (const { data, errors } of results) {
    if (data) return data.sessionEventCursor;
    throw errors;
  }
  throw new Error('The server ended the operation without a result.');
}

/** Resolves when the server completes the subscription. */
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
            // an event with an error is incomplete; the retry receives it again
            isOver = true;
            leave();
            reject(errors);
            return;
          }
          // graphql-ws sends the variables again when it reconnects
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

/** Waits with exponential backoff and jitter. */
function pause(failures: number, signal: AbortSignal): Promise<void> {
  const delayMs = Math.min(minDelayMs * 2 ** failures, maxDelayMs);
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, delayMs * (0.5 + Math.random() / 2));
    signal.addEventListener('abort', end);
  });
}
