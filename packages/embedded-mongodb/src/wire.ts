import { deserialize, Long, serialize } from 'bson';

/** The largest message a client may send, as a MongoDB announces it. */
export const maxMessageBytes = 48_000_000;

const headerBytes = 16;
const opcodes = { reply: 1, query: 2004, message: 2013 } as const;
const flags = { checksumPresent: 1, moreToCome: 2 } as const;
const knownRequiredBits = flags.checksumPresent | flags.moreToCome;
const requiredBits = 0xffff;

/** A command as it came: the body's bytes, document sequences by name, and whether anyone waits for the answer. */
export interface Request {
  readonly requestId: number;
  readonly opcode: 'message' | 'query';
  readonly body: Buffer;
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>;
  readonly wantsReply: boolean;
}

/** Raised for bytes that are no MongoDB message; nothing after them on that connection can be trusted. */
class BrokenFrame extends Error {}

/** Cuts a stream of bytes into whole messages, keeping the unfinished rest. */
export class FrameReader {
  #parts: Buffer[] = [];
  #buffered = 0;
  #wanted = 4;

  /** The messages completed by `chunk`; throws BrokenFrame when a length is impossible. */
  *push(chunk: Buffer): Generator<Buffer> {
    this.#parts.push(chunk);
    this.#buffered += chunk.length;
    while (this.#buffered >= this.#wanted) {
      const bytes = this.#parts.length === 1 && this.#parts[0] ? this.#parts[0] : Buffer.concat(this.#parts);
      const length = bytes.readInt32LE(0);
      if (length < headerBytes || length > maxMessageBytes) throw new BrokenFrame(`a message of ${length} bytes`);
      const whole = bytes.length >= length;
      if (whole) yield bytes.subarray(0, length);
      const rest = whole ? bytes.subarray(length) : bytes;
      this.#parts = rest.length > 0 ? [rest] : [];
      this.#buffered = rest.length;
      this.#wanted = whole ? 4 : length;
    }
  }
}

/** Reads one whole message: OP_MSG, or OP_QUERY on `$cmd` (only what old clients say hello with). */
export function readRequest(message: Buffer): Request {
  const requestId = message.readInt32LE(4);
  const opcode = message.readInt32LE(12);
  if (opcode === opcodes.message) return readMessage(message, requestId);
  if (opcode === opcodes.query) return readQuery(message, requestId);
  throw new BrokenFrame(`opcode ${opcode}`);
}

function readMessage(message: Buffer, requestId: number): Request {
  const flagBits = message.readUInt32LE(headerBytes);
  if (flagBits & requiredBits & ~knownRequiredBits) throw new BrokenFrame(`flag bits ${flagBits}`);
  const end = message.length - (flagBits & flags.checksumPresent ? 4 : 0);
  const sequences = new Map<string, Buffer[]>();
  let body: Buffer | undefined;
  let at = headerBytes + 4;
  while (at < end) {
    const kind = message[at];
    if (kind === 0) {
      if (body) throw new BrokenFrame('two bodies');
      body = documentAt(message, at + 1, end);
      at += 1 + body.length;
    } else if (kind === 1) {
      const sectionEnd = at + 1 + message.readInt32LE(at + 1);
      const nameEnd = message.indexOf(0, at + 5);
      if (sectionEnd > end || nameEnd < 0 || nameEnd >= sectionEnd) throw new BrokenFrame('a section out of bounds');
      sequences.set(message.toString('utf8', at + 5, nameEnd), documentsIn(message, nameEnd + 1, sectionEnd));
      at = sectionEnd;
    } else throw new BrokenFrame(`section kind ${kind}`);
  }
  if (!body || at !== end) throw new BrokenFrame('no body');
  return { requestId, opcode: 'message', body, sequences, wantsReply: (flagBits & flags.moreToCome) === 0 };
}

function readQuery(message: Buffer, requestId: number): Request {
  const nameEnd = message.indexOf(0, headerBytes + 4);
  if (nameEnd < 0) throw new BrokenFrame('no collection name');
  const body = documentAt(message, nameEnd + 9, message.length);
  return { requestId, opcode: 'query', body, sequences: new Map(), wantsReply: true };
}

function documentsIn(message: Buffer, from: number, end: number): Buffer[] {
  const documents: Buffer[] = [];
  for (let at = from; at < end; ) {
    const document = documentAt(message, at, end);
    documents.push(document);
    at += document.length;
  }
  return documents;
}

function documentAt(message: Buffer, at: number, end: number): Buffer {
  const length = at + 5 <= end ? message.readInt32LE(at) : 0;
  if (length < 5 || at + length > end || message[at + length - 1] !== 0)
    throw new BrokenFrame('a document out of bounds');
  return message.subarray(at, at + length);
}

/** The answer to `request`, framed as the request was; `document` is BSON. */
export function writeReply(request: Request, replyId: number, document: Uint8Array): Buffer {
  const isMessage = request.opcode === 'message';
  const prefix = isMessage ? 5 : 20;
  const reply = Buffer.alloc(headerBytes + prefix + document.length);
  reply.writeInt32LE(reply.length, 0);
  reply.writeInt32LE(replyId, 4);
  reply.writeInt32LE(request.requestId, 8);
  reply.writeInt32LE(isMessage ? opcodes.message : opcodes.reply, 12);
  if (!isMessage) reply.writeInt32LE(1, headerBytes + 16);
  reply.set(document, headerBytes + prefix);
  return reply;
}

const end = Buffer.alloc(1);
const okTail = serialize({ ok: 1 }).subarray(4);
const cursorElement = Buffer.from('\x03cursor\0', 'latin1');
const batchElements = {
  firstBatch: Buffer.from('\x04firstBatch\0', 'latin1'),
  nextBatch: Buffer.from('\x04nextBatch\0', 'latin1'),
};

/**
 * `{cursor: {firstBatch|nextBatch: […], id, ns}, ok: 1}` around stored bytes, which thus reach the client exactly as
 * they were written and without being parsed.
 */
export function cursorReply(
  batch: 'firstBatch' | 'nextBatch',
  documents: readonly Uint8Array[],
  cursor: { readonly id: bigint; readonly ns: string },
): Buffer {
  const elements: Uint8Array[] = [];
  documents.forEach((document, index) => {
    elements.push(Buffer.from(`\x03${index}\0`, 'latin1'), document);
  });
  const tail = serialize({ id: Long.fromBigInt(cursor.id), ns: cursor.ns }).subarray(4);
  const inner = enclose([batchElements[batch], enclose(elements)], tail);
  return enclose([cursorElement, inner], okTail);
}

/** A BSON document (or array) around elements; `tail` is the last of them and the end. */
export function enclose(parts: readonly Uint8Array[], tail: Uint8Array = end): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 4 + tail.length);
  const whole = Buffer.allocUnsafe(length);
  whole.writeInt32LE(length, 0);
  let at = 4;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  whole.set(tail, at);
  return whole;
}

/** The same bytes, not a copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Plain values for matching and computing: numbers are numbers wherever a double holds them exactly. */
export function decodePlain(bytes: Uint8Array, fieldsAsRaw?: Record<string, boolean>): Record<string, unknown> {
  return deserialize(bytes, { bsonRegExp: true, ...(fieldsAsRaw && { fieldsAsRaw }) });
}

/** Values with their BSON types, for what is written back: Int32, Long, Double and regular expressions stay objects. */
export function decodeTyped(bytes: Uint8Array): Record<string, unknown> {
  return deserialize(bytes, { promoteValues: false, promoteLongs: false, bsonRegExp: true });
}

/** One typed value as a plain one. */
export function plainOf(value: unknown): unknown {
  return decodePlain(serialize({ value })).value;
}
