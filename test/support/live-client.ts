import { print } from 'graphql';
import { type RawData, WebSocket } from 'ws';
import {
  type EventFragment,
  WatchSessionEventsDocument,
  type WatchSessionEventsSubscriptionVariables,
} from '../operations/operations.generated.ts';
import { as } from './graphql-client.ts';

/** A graphql-transport-ws message. */
export interface Message {
  readonly type: string;
  readonly id?: string;
  // biome-ignore lint/suspicious/noExplicitAny: as many shapes as there are operations
  readonly payload?: any;
}

export interface OpenOptions {
  readonly protocol?: string;
  readonly headers?: Record<string, string>;
  /** Payload of `connection_init`; `openSocket` resolves after its acknowledgement. `null` sends none. */
  readonly params?: Record<string, unknown> | null;
}

const webSocketUrl = (url: string): string => `${url.replace(/^http/, 'ws')}/graphql`;

/** A graphql-transport-ws client without a protocol library. */
export class TestSocket {
  readonly socket: WebSocket;
  /** Code and reason of the close frame. */
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

  /** Returns the next message, or the next message of the operation with the given id. */
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

  /** Returns the next `count` events of a subscription. */
  async events(id: string, count: number): Promise<EventFragment[]> {
    const events: EventFragment[] = [];
    while (events.length < count) {
      const { payload } = await this.next(id);
      if (!payload?.data?.sessionEvents) throw new Error(`no event but ${JSON.stringify(payload)}`);
      events.push(payload.data.sessionEvents);
    }
    return events;
  }

  /** Sends an operation, waits for its completion and returns all messages received until then. */
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

/** Opens a socket, by default authenticated as user@acme.test. */
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
