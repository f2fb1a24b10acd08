import { WebSocket } from 'ws';

/** The codes of graphql-transport-ws, and of ours for a client that is to come again, are refusals; 4500 and 1011 are faults. */
const isFault = (code) => code === 4500 || code === 1011;
const perSocket = 40;

/** Sends messages to a WebSocket as they stand. What it ends is opened again. */
export class SocketAsker {
  #url;
  #authorization;
  #socket = null;
  #count = 0;
  #faults = [];
  #ended = null;

  constructor(url, authorization) {
    this.#url = `${url.replace(/^http/, 'ws')}/graphql`;
    this.#authorization = authorization;
  }

  /** @returns as the status of an answer: 200, 400 where the socket ended, 500 for a fault; and how long until the server took the next message */
  async ask({ message }) {
    const socket = await this.#open();
    const began = performance.now();
    socket.send(message);
    socket.send(JSON.stringify({ type: 'ping', payload: { asked: this.#count } }));
    const code = await Promise.race([this.#ended, this.#pong(socket)]);
    const ms = performance.now() - began;
    if (code !== null) this.#socket = null;
    const [fault] = this.#faults.splice(0);
    if (fault || isFault(code)) return { status: 500, ms };
    return { status: code === null ? 200 : 400, ms };
  }

  close() {
    this.#socket?.terminate();
  }

  async #open() {
    this.#count += 1;
    if (this.#socket && this.#count % perSocket > 0) return this.#socket;
    this.#socket?.terminate();
    const socket = new WebSocket(this.#url, 'graphql-transport-ws');
    socket.on('error', () => undefined);
    this.#ended = new Promise((resolve) => socket.once('close', resolve));
    socket.on('message', (data) => {
      const text = String(data);
      if (text.includes('"INTERNAL_SERVER_ERROR"')) this.#faults.push(text);
    });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: this.#authorization } }));
    await new Promise((resolve) => socket.once('message', resolve));
    this.#socket = socket;
    return socket;
  }

  #pong(socket) {
    const count = this.#count;
    return new Promise((resolve) => {
      const take = (data) => {
        const text = String(data);
        if (!text.includes('"pong"') || !text.includes(`"asked":${count}`)) return;
        socket.off('message', take);
        resolve(null);
      };
      socket.on('message', take);
    });
  }
}
