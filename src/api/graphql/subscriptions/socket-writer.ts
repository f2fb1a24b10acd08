import type { WebSocket } from 'ws';

/** Who has not taken a message after this long is not going to. */
const stalledMs = 10_000;
const closeMs = 1_000;
const tryAgainLater = 1013;

/** Sends to a socket, and lets go of one whose other side has stopped reading: what waits for it would grow for ever. */
export class SocketWriter {
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** Resolves when the message has left this process, or when there is nobody to take it. */
  send(text: string): Promise<void> {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#terminate(), stalledMs);
      socket.send(text, () => {
        clearTimeout(timer);
        // an error means that the socket is closing, which its own event tells
        resolve();
      });
    });
  }

  #terminate(): void {
    this.#socket.close(tryAgainLater, 'Too slow: go on after the last cursor you have');
    // the farewell lies behind what is not being read
    setTimeout(() => this.#socket.terminate(), closeMs).unref();
  }
}
