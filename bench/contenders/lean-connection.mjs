import { connect } from 'node:net';

const readBytes = 65_536;
/** Heads of answers are shorter. */
const headBytes = 4_096;
const headEnd = '\r\n\r\n';

/**
 * A connection that sends one request over and over, and keeps nothing of the answers. With undici's, at thousands a second, whoever asks
 * is busy for half of the time and late by more than 3 ms ten times a second; with this a quarter, and as seldom as when it does nothing.
 */
export class LeanConnection {
  #socket;
  #request;
  #listener;
  #number = 0;
  #head = '';
  /** Bytes of the answer that are still to come; null before its head is there. */
  #missing = null;

  /**
   * @param url where the server is; @param request bytes of a whole request, see requestOf
   * @param listener its `answered(connection, number)` is called after each answer, its `failed(error)` for any but a 200 and when the connection is lost
   */
  constructor(url, request, listener) {
    const { hostname: host, port } = new URL(url);
    const onread = { buffer: Buffer.allocUnsafe(readBytes), callback: (bytes, buffer) => this.#read(bytes, buffer) };
    this.#request = request;
    this.#listener = listener;
    this.#socket = connect({ host, port, noDelay: true, onread });
    this.#socket.on('error', (error) => listener.failed(error));
    this.#socket.on('end', () => listener.failed(new Error('the server ended the connection')));
  }

  /** @param number of the request, which its answer has as well */
  ask(number) {
    this.#number = number;
    this.#socket.write(this.#request);
  }

  end() {
    this.#socket.destroy();
  }

  #read(bytes, buffer) {
    const missing = this.#missing ?? this.#bytesOf(buffer.latin1Slice(0, Math.min(bytes, headBytes)));
    this.#missing = missing && missing - bytes;
    if (this.#missing !== 0) return;
    this.#missing = null;
    this.#listener.answered(this, this.#number);
  }

  /** @returns bytes from the beginning of this piece to the end of the answer; null when its head goes on */
  #bytesOf(piece) {
    const before = this.#head.length;
    const head = this.#head + piece;
    const end = head.indexOf(headEnd);
    this.#head = end < 0 ? head : '';
    if (end < 0) return null;
    const length = /content-length: (\d+)/i.exec(head);
    if (!length || !head.startsWith('HTTP/1.1 200 '))
      this.#listener.failed(new Error(`answered ${head.slice(0, end)}`));
    return end + headEnd.length - before + Number(length?.[1]);
  }
}

/** The bytes of a request, as HTTP/1.1 has them. */
export function requestOf(url, { path, method, headers, body }) {
  const all = { host: new URL(url).host, ...(body && { 'content-length': Buffer.byteLength(body) }), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`);
}
