// Subscribers over both transports. They keep the cursors of the events they receive, and their connections can be cut.
import { setTimeout as wait } from 'node:timers/promises';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse } from 'graphql';
import { WebSocket } from 'ws';
import { followSessionEvents } from '../../../docs/examples/live-client.ts';
import { readEvents } from '../event-stream.ts';
import { type Headers, requestData } from './graphql-request.ts';

export type EventFilter = Readonly<Record<string, unknown>>;

export interface SubscriberOptions {
  /** The server to connect to, read for each connection. */
  readonly urlOf: () => string;
  readonly headers: Headers;
  readonly filter: EventFilter;
}

/** State that both kinds of subscribers share. */
abstract class Subscriber {
  /** Cursors of received events, in order. */
  readonly received: string[] = [];
  connections = 0;
  protected readonly ending = new AbortController();

  /** Resolves once no later event can be missed. */
  abstract readonly started: Promise<void>;
  protected abstract readonly finished: () => Promise<void>;
  abstract cut(): void;

  async end(): Promise<void> {
    this.ending.abort();
    this.cut();
    await this.finished();
  }
}

export type { Subscriber };

interface Event {
  readonly cursor: string;
}

const query = `subscription ($filter: SessionEventFilter, $after: String) {
  sessionEvents(filter: $filter, after: $after) { cursor }
}`;
const document = parse(query) as TypedDocumentNode<
  { readonly sessionEvents: Event },
  { filter?: EventFilter; after?: string | null }
>;

/** Follows events with the documented client. */
export class WebSocketSubscriber extends Subscriber {
  readonly started: Promise<void>;
  protected readonly finished: () => Promise<void>;
  readonly #open = new Set<WebSocket>();

  constructor({ urlOf, headers, filter }: SubscriberOptions) {
    super();
    const onConnect = (socket: WebSocket): void => {
      this.connections += 1;
      this.#open.add(socket);
      socket.once('close', () => this.#open.delete(socket));
    };
    class CountedSocket extends WebSocket {
      constructor(address: string, protocol: string) {
        super(address, protocol);
        onConnect(this);
      }
    }
    const { promise, resolve } = started();
    const following = followSessionEvents({
      url: () => `${urlOf().replace('http', 'ws')}/graphql`,
      webSocketImpl: CountedSocket,
      credentials: headers,
      document,
      filter,
      onBegin: resolve,
      onEvent: ({ cursor }) => this.received.push(cursor),
      signal: this.ending.signal,
    });
    this.started = Promise.race([promise, following]);
    this.finished = () => following;
  }

  cut(): void {
    for (const socket of this.#open) socket.terminate();
  }
}

function started(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** Follows events over server-sent events, and resumes after the last id as browsers do. */
export class EventStreamSubscriber extends Subscriber {
  readonly started: Promise<void>;
  protected readonly finished: () => Promise<void>;
  readonly #options: SubscriberOptions;
  #connection = new AbortController();
  #lastId = '';

  constructor(options: SubscriberOptions) {
    super();
    this.#options = options;
    let running = Promise.resolve();
    this.finished = () => running;
    this.started = this.#readCursor().then(() => {
      running = this.#run();
    });
  }

  cut(): void {
    this.#connection.abort();
  }

  async #readCursor(): Promise<void> {
    const { urlOf, headers } = this.#options;
    const data = await requestData<{ sessionEventCursor: string }>(urlOf(), headers, '{ sessionEventCursor }');
    this.#lastId = data.sessionEventCursor;
  }

  async #run(): Promise<void> {
    while (!this.ending.signal.aborted) {
      // the connection was cut or the server is down
      await this.#read().catch(() => undefined);
      await wait(50 + Math.random() * 200);
    }
  }

  async #read(): Promise<void> {
    this.#connection = new AbortController();
    this.connections += 1;
    const { urlOf, headers, filter } = this.#options;
    const params = new URLSearchParams({ query, variables: JSON.stringify({ filter }) });
    const response = await fetch(`${urlOf()}/graphql?${params}`, {
      headers: { accept: 'text/event-stream', 'last-event-id': this.#lastId, ...headers },
      signal: this.#connection.signal,
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    for await (const { event, id = '', data } of readEvents(response)) {
      if (event !== 'next') break;
      if (data.errors) throw new Error(JSON.stringify(data.errors));
      this.#lastId = id;
      this.received.push(data.data.sessionEvents.cursor);
    }
  }
}
