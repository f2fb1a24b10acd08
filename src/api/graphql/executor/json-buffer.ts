import { IsoDates, millisecondSuffixes, msInMinute, twoDigits } from '../../../common/time/iso-date.ts';
import { encodeLiteral, type Float64Literal, overrunBytes } from './literal-bytes.ts';

const initialBytes = 65_536;

/** Larger buffers are not pooled. */
const maxPooledBytes = 1_048_576;

const maxPooled = 32;

/** Responses below this size are copied, so that a slow client cannot hold a pooled buffer. */
const minUncopiedBytes = 4_096;

const isoDates = new IsoDates();
const seconds = twoDigits.map(encodeLiteral);
const milliseconds = millisecondSuffixes.map(encodeLiteral);

/** JSON.stringify is faster for longer text. */
const maxShortText = 512;

/** By UTF-16 code unit, 1 for those that JSON has unescaped in one byte: no control characters, quotation mark, backslash, non-ASCII. */
const isPlain = Uint8Array.from({ length: 65_536 }, (_, unit) =>
  Number(unit >= 0x20 && unit <= 0x7e && unit !== 0x22 && unit !== 0x5c),
);

/** The JSON of a response, as bytes to send. */
export interface EncodedResponse {
  readonly bytes: Buffer;
  /** Returns the buffer to the pool, where it has one. Call it after the bytes were sent; where they were not, it may be omitted. */
  readonly release?: () => void;
}

const pool: JsonBuffer[] = [];

/**
 * A growing, pooled buffer that responses are written to as UTF-8 JSON. It saves the strings that JSON.stringify would
 * build, and their encoding. Generated code writes to `view` at `position`, after `ensureCapacity`.
 */
export class JsonBuffer {
  /** The offset of the next byte. */
  position = 0;
  view: DataView;
  #bytes: Buffer;
  /** The minute that was written last, up to the colon, and its bytes. */
  #minute = '';
  #minuteLiteral = encodeLiteral('');

  private constructor() {
    this.#bytes = Buffer.allocUnsafeSlow(initialBytes);
    this.view = viewOf(this.#bytes);
  }

  /** @param write writes the whole response @throws what `write` throws */
  static encode(write: (buffer: JsonBuffer) => void): EncodedResponse {
    const buffer = pool.pop() ?? new JsonBuffer();
    buffer.position = 0;
    try {
      write(buffer);
    } catch (error) {
      buffer.#release();
      throw error;
    }
    const bytes = buffer.#bytes.subarray(0, buffer.position);
    if (buffer.position >= minUncopiedBytes) return { bytes, release: () => buffer.#release() };
    buffer.#release();
    return { bytes: Buffer.from(bytes) };
  }

  /** Makes room for so many bytes after `position`. */
  ensureCapacity(count: number): void {
    if (this.position + count > this.#bytes.length) this.#grow(count);
  }

  /** Writes text escaped as in JSON, without quotes. */
  text(text: string): void {
    if (text.length > maxShortText || !this.#writePlain(text)) this.json(JSON.stringify(text).slice(1, -1));
  }

  /** Writes short ASCII text as it is. */
  ascii(text: string): void {
    const { length } = text;
    this.ensureCapacity(length);
    const bytes = this.#bytes;
    const start = this.position;
    for (let index = 0; index < length; index += 1) bytes[start + index] = text.charCodeAt(index);
    this.position = start + length;
  }

  /** Writes a date as `toISOString` does. @throws RangeError for an invalid date */
  date(date: Date): void {
    const minute = isoDates.minute(date);
    if (minute !== this.#minute) this.#minuteLiteral = encodeLiteral(minute);
    this.#minute = minute;
    const ms = msInMinute(date);
    this.literal(this.#minuteLiteral);
    this.literal(seconds[Math.floor(ms / 1_000)] as Float64Literal);
    this.literal(milliseconds[ms % 1_000] as Float64Literal);
  }

  literal({ numbers, length }: Float64Literal): void {
    this.ensureCapacity(length + overrunBytes);
    const { view, position } = this;
    for (let index = 0; index < numbers.length; index += 1) {
      view.setFloat64(position + index * 8, numbers[index] as number, true);
    }
    this.position = position + length;
  }

  /** Writes any text as it is. */
  json(text: string): void {
    this.ensureCapacity(text.length * 3);
    this.position += this.#bytes.write(text, this.position);
  }

  /** Writes the bytes from `start` to `end` of this buffer again. */
  copyRange(start: number, end: number): void {
    this.ensureCapacity(end - start);
    this.#bytes.copyWithin(this.position, start, end);
    this.position += end - start;
  }

  /** @returns whether the text needs no escapes, and so was written */
  #writePlain(text: string): boolean {
    const { length } = text;
    this.ensureCapacity(length);
    const { view, position } = this;
    const whole = length - (length % 4);
    for (let index = 0; index < whole; index += 4) {
      const [a, b] = [text.charCodeAt(index), text.charCodeAt(index + 1)];
      const [c, d] = [text.charCodeAt(index + 2), text.charCodeAt(index + 3)];
      if (!(isPlain[a] && isPlain[b] && isPlain[c] && isPlain[d])) return false;
      view.setInt32(position + index, a | (b << 8) | (c << 16) | (d << 24), true);
    }
    for (let index = whole; index < length; index += 1) {
      const unit = text.charCodeAt(index);
      if (!isPlain[unit]) return false;
      view.setUint8(position + index, unit);
    }
    this.position = position + length;
    return true;
  }

  #grow(count: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.position + count));
    this.#bytes.copy(larger, 0, 0, this.position);
    this.#bytes = larger;
    this.view = viewOf(larger);
  }

  #release(): void {
    if (pool.length < maxPooled && this.#bytes.length <= maxPooledBytes) pool.push(this);
  }
}

function viewOf({ buffer, byteOffset, length }: Buffer): DataView {
  return new DataView(buffer, byteOffset, length);
}
