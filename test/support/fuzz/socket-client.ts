import { type RawData, WebSocket } from 'ws';
import type { TimedResponse } from './random-requests.ts';

/** The codes of graphql-transport-ws, and those after which a client reconnects, are refusals; 4500 and 1011 are server errors. */
const isServerError = (code: number | null): boolean => code === 4500 || code === 1011;
const messagesPerSocket = 40;

export interface SocketMessage {
  readonly message: string;
}

/** Sends messages over a WebSocket unchanged. Reconnects after the server closes the socket. */
export class SocketClient {
  readonly #url: string;
  readonly #authorization: string;
  readonly #errors: string[] = [];
  #socket: WebSocket | null = null;
  #count = 0;
  #closed: Promise<number> = Promise.resolve(0);

  constructor(url: string, authorization: string) {
    this.#url = `${url.replace(/^http/, 'ws')}/graphql`;
    this.#authorization = authorization;
  }

  /** @returns 200, 400 if the server closed the socket, 500 for a server error; and the time until the server read the next message */
  async send({ message }: SocketMessage): Promise<TimedResponse> {
    const socket = await this.#open();
    const began = performance.now();
    socket.send(message);
    socket.send(JSON.stringify({ type: 'ping', payload: { count: this.#count } }));
    const code = await Promise.race([this.#closed, this.#pong(socket)]);
    const ms = performance.now() - began;
    if (code !== null) this.#socket = null;
    const [error] = this.#errors.splice(0);
    if (error || isServerError(code)) return { status: 500, ms };
    return { status: code === null ? 200 : 400, ms };
  }

  close(): void {
    this.#socket?.terminate();
  }

  async #open(): Promise<WebSocket> {
    this.#count += 1;
    if (this.#socket && this.#count % messagesPerSocket > 0) return this.#socket;
    this.#socket?.terminate();
    const socket = new WebSocket(this.#url, 'graphql-transport-ws');
    socket.on('error', () => undefined);
    this.#closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('message', (data) => {
      const text = String(data);
      if (text.includes('"INTERNAL_SERVER_ERROR"')) this.#errors.push(text);
    });
    await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: this.#authorization } }));
    await new Promise((resolve) => socket.once('message', resolve));
    this.#socket = socket;
    return socket;
  }

  #pong(socket: WebSocket): Promise<null> {
    const count = this.#count;
    return new Promise((resolve) => {
      const read = (data: RawData): void => {
        const text = String(data);
        if (!text.includes('"pong"') || !text.includes(`"count":${count}`)) return;
        socket.off('message', read);
        resolve(null);
      };
      socket.on('message', read);
    });
  }
}
