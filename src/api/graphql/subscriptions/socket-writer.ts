import type { WebSocket } from 'ws';

/** Time after which the server disconnects a client that does not read, in milliseconds. */
const stalledMs = 10_000;
const closeMs = 1_000;
const tryAgainLater = 1013;

/** Sends messages to a socket. A socket whose client stops reading is closed: its buffer would keep growing. */
export class SocketWriter {
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** Resolves once the message has left this process, or if the socket is closed. */
  send(text: string): Promise<void> {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#terminate(), stalledMs);
      socket.send(text, () => {
        clearTimeout(timer);
        // an error means that the socket is closing, which the `close` event reports
        resolve();
      });
    });
  }

  #terminate(): void {
    this.#socket.close(tryAgainLater, 'Subscriber too slow: continue after the last cursor');
    // the close frame is queued behind the unread data, so the client may never receive it
    setTimeout(() => this.#socket.terminate(), closeMs).unref();
  }
}
