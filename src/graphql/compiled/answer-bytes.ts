import { IsoDates, msInMinute } from '../../kernel/iso-date.ts';

const startBytes = 65_536;

/** What took more is not kept for the answers to come. */
const mostKeptBytes = 1_048_576;

/** How many are kept. */
const mostKept = 32;

/** Smaller answers are worth a copy: whoever is slow to read one would keep many times as much from the others. */
const leastLentBytes = 4_096;

const isoDates = new IsoDates();

/** Longer texts JSON itself sees through more quickly. */
const maxShort = 512;

/** An answer as it is sent. */
export interface Answer {
  readonly bytes: Buffer;
  /** To be called when they were sent; they belong to another answer then. Where they were not, they need not be given back. */
  readonly giveBack?: () => void;
}

const free: AnswerBytes[] = [];

/**
 * Where an answer is written, as the bytes that are sent. Joining thousands of short texts to a long one, and that to bytes
 * again, takes longer than all else that an answer takes, and so does memory that is new each time.
 * What is emitted writes by `view` and `at`, after `room`.
 */
export class AnswerBytes {
  /** The bytes written so far are those before it. */
  at = 0;
  view: DataView;
  #bytes: Buffer;

  private constructor() {
    this.#bytes = Buffer.allocUnsafeSlow(startBytes);
    this.view = viewOf(this.#bytes);
  }

  /** @param write writes all of an answer. @throws what `write` throws */
  static written(write: (bytes: AnswerBytes) => void): Answer {
    const own = free.pop() ?? new AnswerBytes();
    own.at = 0;
    try {
      write(own);
    } catch (error) {
      own.#keep();
      throw error;
    }
    const bytes = own.#bytes.subarray(0, own.at);
    if (own.at >= leastLentBytes) return { bytes, giveBack: () => own.#keep() };
    own.#keep();
    return { bytes: Buffer.from(bytes) };
  }

  /** Makes sure that so many bytes can follow. */
  room(count: number): void {
    if (this.at + count > this.#bytes.length) this.#grow(count);
  }

  /** A text as JSON has it, without the quotes. */
  text(text: string): void {
    if (text.length > maxShort || !this.#plain(text)) this.json(JSON.stringify(text).slice(1, -1));
  }

  /** A short text of ASCII that is JSON, or stands in it, as it is. */
  ascii(text: string): void {
    const { length } = text;
    this.room(length);
    const bytes = this.#bytes;
    const start = this.at;
    for (let index = 0; index < length; index += 1) bytes[start + index] = text.charCodeAt(index);
    this.at = start + length;
  }

  /** A date as `toISOString` has it. @throws RangeError for one that is none */
  date(date: Date): void {
    this.ascii(isoDates.minute(date));
    const ms = msInMinute(date);
    this.#digits(Math.floor(ms / 1_000), 2, '.');
    this.#digits(ms % 1_000, 3, 'Z');
  }

  /** Any text that is JSON, or stands in it, as it is. */
  json(text: string): void {
    this.room(text.length * 3);
    this.at += this.#bytes.write(text, this.at);
  }

  /** Once more what was written from here to there. */
  again(start: number, end: number): void {
    this.room(end - start);
    this.#bytes.copyWithin(this.at, start, end);
    this.at += end - start;
  }

  /** @returns whether the text is the same in JSON, and so was written */
  #plain(text: string): boolean {
    const { length } = text;
    this.room(length);
    const bytes = this.#bytes;
    const start = this.at;
    for (let index = 0; index < length; index += 1) {
      const unit = text.charCodeAt(index);
      // control characters, quotation mark, backslash, what is no ASCII
      if (unit < 0x20 || unit === 0x22 || unit === 0x5c || unit > 0x7e) return false;
      bytes[start + index] = unit;
    }
    this.at = start + length;
    return true;
  }

  /** So many of them, and the character after it. */
  #digits(value: number, count: number, after: string): void {
    this.room(count + 1);
    const bytes = this.#bytes;
    let left = value;
    for (let at = this.at + count - 1; at >= this.at; at -= 1) {
      bytes[at] = 0x30 + (left % 10);
      left = Math.floor(left / 10);
    }
    bytes[this.at + count] = after.charCodeAt(0);
    this.at += count + 1;
  }

  #grow(count: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.at + count));
    this.#bytes.copy(larger, 0, 0, this.at);
    this.#bytes = larger;
    this.view = viewOf(larger);
  }

  #keep(): void {
    if (free.length < mostKept && this.#bytes.length <= mostKeptBytes) free.push(this);
  }
}

function viewOf({ buffer, byteOffset, length }: Buffer): DataView {
  return new DataView(buffer, byteOffset, length);
}
