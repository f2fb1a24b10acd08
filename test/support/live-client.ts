import { print } from 'graphql';
import { type RawData, WebSocket } from 'ws';
import {
  type EventFragment,
  WatchSessionEventsDocument,
  type WatchSessionEventsSubscriptionVariables,
} from '../operations/operations.generated.ts';
import { as } from './graphql-client.ts';

/** A message of graphql-transport-ws. */
export interface Message {
  readonly type: string;
  readonly id?: string;
  // biome-ignore lint/suspicious/noExplicitAny: as many shapes as there are operations
  readonly payload?: any;
}

export interface OpenOptions {
  readonly protocol?: string;
  readonly headers?: Record<string, string>;
  /** Sent with `connection_init`, which is answered by the time the socket is there; `null`: nothing is sent. */
  readonly params?: Record<string, unknown> | null;
}

const webSocketUrl = (url: string): string => `${url.replace(/^http/, 'ws')}/graphql`;

/** A WebSocket as a client without any library sees it. */
export class TestSocket {
  readonly socket: WebSocket;
  /** How it was closed. */
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly #received: Message[] = [];
  #notify: () => void = () => undefined;

  constructor(url: string, { protocol = 'graphql-transport-ws', headers = {} }: OpenOptions) {
    this.socket = new WebSocket(webSocketUrl(url), protocol === '' ? [] : [protocol], { headers });
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => {
        resolve({ code, reason: String(reason) });
        this.#notify();
      });
    });
    this.socket.on('message', (data: RawData) => {
      this.#received.push(JSON.parse(String(data)));
      this.#notify();
    });
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables: Record<string, unknown> = {}): void {
    this.send({ id, type: 'subscribe', payload: { query, variables } });
  }

  watch(id: string, variables: WatchSessionEventsSubscriptionVariables = {}): void {
    this.subscribe(id, print(WatchSessionEventsDocument), variables);
  }

  /** The next message, of one operation if an id is given. */
  async next(id?: string): Promise<Message> {
    for (;;) {
      const at = this.#received.findIndex((message) => id === undefined || message.id === id);
      const [message] = at < 0 ? [] : this.#received.splice(at, 1);
      if (message) return message;
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error('the socket was closed');
      await new Promise<void>((resolve) => {
        this.#notify = resolve;
      });
    }
  }

  /** The events of one subscription, so many of them. */
  async events(id: string, count: number): Promise<EventFragment[]> {
    const events: EventFragment[] = [];
    while (events.length < count) {
      const { payload } = await this.next(id);
      if (!payload?.data?.sessionEvents) throw new Error(`no event but ${JSON.stringify(payload)}`);
      events.push(payload.data.sessionEvents);
    }
    return events;
  }

  /** Everything received until an operation that is answered after all that was asked for before. */
  async settle(): Promise<Message[]> {
    const id = `settle-${Math.random()}`;
    this.subscribe(id, '{ __typename }');
    while ((await this.next(id)).type !== 'complete');
    return this.#received.splice(0);
  }

  close(): void {
    this.socket.close();
  }
}

/** An open socket; signed in as user@acme.test unless something else is said. */
export async function openSocket(url: string, options: OpenOptions = {}): Promise<TestSocket> {
  const socket = new TestSocket(url, options);
  await new Promise((resolve, reject) => socket.socket.once('open', resolve).once('error', reject));
  const { params = as('user@acme.test') } = options;
  if (params === null) return socket;
  socket.send({ type: 'connection_init', payload: params });
  const { type } = await socket.next();
  if (type !== 'connection_ack') throw new Error(`no connection but ${type}`);
  return socket;
}
