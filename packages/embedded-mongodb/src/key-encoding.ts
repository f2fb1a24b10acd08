import { createHash } from 'node:crypto';
import { Decimal128, Long, ObjectId, Timestamp } from 'bson';
import { binaryKey, compareValues, isDoc, regexKey, toDouble, typeOf, typeOrder } from './values.ts';

const hashBytes = 16;

/** A value as bytes that sort as MongoDB sorts the value. No encoding is the beginning of another one. */
export interface EncodedValue {
  readonly bytes: Buffer;
  /** How many leading bytes are in order; what follows (a hash) only tells equal values from unequal ones. */
  readonly ordered: number;
}

/** Grows by doubling; one is reused for all keys, since encoding never yields. */
class ByteWriter {
  bytes = Buffer.allocUnsafe(4096);
  length = 0;

  reserve(count: number): number {
    const at = this.length;
    this.length += count;
    if (this.length > this.bytes.length) {
      const grown = Buffer.allocUnsafe(2 ** Math.ceil(Math.log2(this.length)));
      this.bytes.copy(grown, 0, 0, at);
      this.bytes = grown;
    }
    return at;
  }

  byte(value: number): void {
    const at = this.reserve(1);
    this.bytes[at] = value;
  }

  raw(value: Uint8Array): void {
    const at = this.reserve(value.length);
    this.bytes.set(value, at);
  }

  /** Zero-terminated. Inside, 00 becomes 01 01 and 01 becomes 01 02: so the end of no text is inside another one. */
  text(value: string): void {
    const at = this.reserve(value.length * 3);
    const written = this.bytes.write(value, at, 'utf8');
    this.length = at + written;
    if (value.includes('\0') || value.includes('\x01')) {
      const bytes = this.bytes.toString('latin1', at, this.length);
      this.length = at;
      this.raw(Buffer.from(bytes.replaceAll('\x01', '\x01\x02').replaceAll('\0', '\x01\x01'), 'latin1'));
    }
    this.byte(0);
  }

  double(value: number): void {
    const at = this.reserve(8);
    this.bytes.writeDoubleBE(value === 0 ? 0 : value, at);
    const first = this.bytes[at] ?? 0;
    if (first & 0x80) for (let i = at; i < at + 8; i++) this.bytes[i] = ~(this.bytes[i] ?? 0);
    else this.bytes[at] = first | 0x80;
  }
}

const writer = new ByteWriter();

/**
 * Encodes one value of a key. Longer than `limit` bytes it is cut there and a hash of the whole appended: equality
 * stays exact, and a range over it has to be checked against the document.
 */
export function encodeValue(value: unknown, limit: number): EncodedValue {
  writer.length = 0;
  const ordered = write(value);
  const length = writer.length;
  if (length <= limit) {
    const bytes = Buffer.from(writer.bytes.subarray(0, length));
    return { bytes, ordered: Math.min(ordered, length) };
  }
  const hash = createHash('sha256').update(writer.bytes.subarray(0, length)).digest().subarray(0, hashBytes);
  return { bytes: Buffer.concat([writer.bytes.subarray(0, limit), hash]), ordered: Math.min(ordered, limit) };
}

/** Writes tag and content; returns up to where the bytes are in order (all of them, but for some Decimal128). */
function write(value: unknown): number {
  const type = typeOf(value);
  writer.byte(typeOrder[type]);
  switch (type) {
    case 'number':
      return writeNumber(value);
    case 'string':
      writer.text(String(value));
      break;
    case 'boolean':
      writer.byte(value === true ? 1 : 0);
      break;
    case 'date':
      writer.double(Number(value));
      break;
    case 'objectId':
      if (value instanceof ObjectId) writer.raw(value.id);
      break;
    case 'timestamp':
      if (value instanceof Timestamp) writer.raw(Buffer.from(value.toBytesBE()));
      break;
    case 'binary':
      writer.raw(binaryKey(value));
      break;
    case 'regex':
      writer.text(regexKey(value));
      break;
    case 'array':
      return Array.isArray(value) ? writeAll(value.map((element) => [element])) : writer.length;
    case 'object':
      return isDoc(value)
        ? writeAll(Object.entries(value).map(([name, field]) => [typeOrder[typeOf(field)], name, field]))
        : writer.length;
    case 'other':
      writer.text(JSON.stringify(value));
      break;
    default:
      break;
  }
  return Number.POSITIVE_INFINITY;
}

/** Elements of an array, or fields as type, name, value; each tag is above the closing zero. */
function writeAll(entries: readonly (readonly unknown[])[]): number {
  let ordered = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const [type, name] = entry;
    if (entry.length === 3) {
      writer.byte(Number(type));
      writer.text(String(name));
    }
    ordered = Math.min(ordered, write(entry.at(-1)));
  }
  writer.byte(0);
  return ordered;
}

/** The nearest double, then how far the exact value is from it: 0 for all that a double can hold. */
function writeNumber(value: unknown): number {
  const nearest = toDouble(value);
  if (Number.isNaN(nearest)) {
    // below -Infinity, whose bytes begin with 00 0F
    writer.raw(Buffer.alloc(10));
    return Number.POSITIVE_INFINITY;
  }
  writer.double(nearest);
  const ordered = writer.length;
  const at = writer.reserve(2);
  const distance = value instanceof Long ? Number(value.toBigInt() - BigInt(nearest)) : 0;
  writer.bytes.writeUInt16BE(0x8000 + distance, at);
  if (!(value instanceof Decimal128) || compareValues(value, nearest) === 0) return Number.POSITIVE_INFINITY;
  writer.bytes.writeUInt16BE(0xc000, at);
  writer.raw(createHash('sha256').update(canonicalDigits(value)).digest().subarray(0, hashBytes));
  return ordered;
}

/** One text for all the ways to write a number: 1.10 and 1.1 are equal. */
function canonicalDigits(value: Decimal128): string {
  const [mantissa = '', exponent = '0'] = value.toString().split(/[eE]/);
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = `${whole}${fraction}`.replace(/^(-?)0+(?=\d)/, '$1');
  const trimmed = digits.replace(/0+$/, '');
  return `${trimmed}e${Number(exponent) - fraction.length + digits.length - trimmed.length}`;
}

/** The same bytes for a descending field. */
export function inverted(bytes: Uint8Array): Buffer {
  const result = Buffer.allocUnsafe(bytes.length);
  for (let i = 0; i < bytes.length; i++) result[i] = ~(bytes[i] ?? 0);
  return result;
}

/** The first key after all keys that begin with `bytes`. */
export function successor(bytes: Uint8Array): Buffer {
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0xff) length--;
  if (length === 0) throw new RangeError('nothing follows a key of all FF');
  const result = Buffer.from(bytes.subarray(0, length));
  result[length - 1] = (result[length - 1] ?? 0) + 1;
  return result;
}
