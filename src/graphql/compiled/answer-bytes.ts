import { endings, IsoDates, msInMinute, twoDigits } from '../../kernel/iso-date.ts';
import { pastWords, type Words, wordsOf } from './words.ts';

const startBytes = 65_536;

/** What took more is not kept for the answers to come. */
const mostKeptBytes = 1_048_576;

/** How many are kept. */
const mostKept = 32;

/** Smaller answers are worth a copy: whoever is slow to read one would keep many times as much from the others. */
const leastLentBytes = 4_096;

const isoDates = new IsoDates();
const seconds = twoDigits.map(wordsOf);
const milliseconds = endings.map(wordsOf);

/** Longer texts JSON itself sees through more quickly. */
const maxShort = 512;

/** By the code of a character, 1 for those that JSON has as they are: not control characters, quotation mark, backslash, what is no ASCII. */
const isPlain = Uint8Array.from({ length: 65_536 }, (_, unit) =>
  Number(unit >= 0x20 && unit <= 0x7e && unit !== 0x22 && unit !== 0x5c),
);

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
  /** The text of a minute, and as it is written. */
  #minute = '';
  #minuteWords = wordsOf('');

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
    const minute = isoDates.minute(date);
    if (minute !== this.#minute) this.#minuteWords = wordsOf(minute);
    this.#minute = minute;
    const ms = msInMinute(date);
    this.fixed(this.#minuteWords);
    this.fixed(seconds[Math.floor(ms / 1_000)] as Words);
    this.fixed(milliseconds[ms % 1_000] as Words);
  }

  /** A text that always is the same. */
  fixed({ words, length }: Words): void {
    this.room(length + pastWords);
    const { view, at } = this;
    for (let index = 0; index < words.length; index += 1) view.setFloat64(at + index * 8, words[index] as number, true);
    this.at = at + length;
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
    const { view, at } = this;
    const whole = length - (length % 4);
    for (let index = 0; index < whole; index += 4) {
      const [a, b] = [text.charCodeAt(index), text.charCodeAt(index + 1)];
      const [c, d] = [text.charCodeAt(index + 2), text.charCodeAt(index + 3)];
      if (!(isPlain[a] && isPlain[b] && isPlain[c] && isPlain[d])) return false;
      view.setInt32(at + index, a | (b << 8) | (c << 16) | (d << 24), true);
    }
    for (let index = whole; index < length; index += 1) {
      const unit = text.charCodeAt(index);
      if (!isPlain[unit]) return false;
      view.setUint8(at + index, unit);
    }
    this.at = at + length;
    return true;
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
