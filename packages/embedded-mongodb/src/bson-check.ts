import { StoreError, unsupported } from './store-error.ts';

const types = {
  double: 0x01,
  string: 0x02,
  document: 0x03,
  array: 0x04,
  binary: 0x05,
  objectId: 0x07,
  boolean: 0x08,
  date: 0x09,
  null: 0x0a,
  regex: 0x0b,
  int32: 0x10,
  timestamp: 0x11,
  int64: 0x12,
  decimal: 0x13,
  minKey: 0xff,
  maxKey: 0x7f,
} as const;

/** The sizes of fixed-length BSON values, in bytes. */
const lengths = new Map<number, number>([
  [types.double, 8],
  [types.objectId, 12],
  [types.boolean, 1],
  [types.date, 8],
  [types.null, 0],
  [types.int32, 4],
  [types.timestamp, 8],
  [types.int64, 8],
  [types.decimal, 16],
  [types.minKey, 0],
  [types.maxKey, 0],
]);

/** Maximum nesting depth of documents and arrays, as in MongoDB. */
const maxLevels = 180;

/**
 * Checks that JavaScript objects can represent a BSON document without loss.
 * JavaScript objects order integer-like keys first and ascending, so such fields are accepted only in that position.
 * @throws CommandNotSupported for deprecated BSON types, and for integer-like field names that are out of order
 */
export function checkDecodable(bytes: Uint8Array): void {
  checkFields(bytes, { at: 0, isArray: false, level: 0, isStored: false });
}

/**
 * Checks a document before it is stored: like `checkDecodable`, and rejects field names that a filter cannot address.
 * @throws DollarPrefixedFieldName for a field name that starts with `$`
 */
export function checkStorable(bytes: Uint8Array): void {
  checkFields(bytes, { at: 0, isArray: false, level: 0, isStored: true });
}

interface Place {
  readonly at: number;
  readonly isArray: boolean;
  readonly level: number;
  readonly isStored: boolean;
}

function checkFields(bytes: Uint8Array, { at, isArray, level, isStored }: Place): void {
  if (level > maxLevels) throw new StoreError(15, `BSON must have at most ${maxLevels} levels`);
  const end = at + int32(bytes, at) - 1;
  let position = at + 4;
  let last = -1;
  while (position < end) {
    const type = bytes[position] ?? 0;
    const name = position + 1;
    position = afterZero(bytes, name);
    if (!isArray) {
      if (isStored && bytes[name] === 0x24) throw dollarName(bytes, name, position);
      const number = numberAt(bytes, name, position - 1);
      if (number !== undefined && number <= last) throw unsupported('an integer-like field name after other fields');
      last = number ?? Number.POSITIVE_INFINITY;
    }
    if (type === types.document || type === types.array)
      checkFields(bytes, { at: position, isArray: type === types.array, level: level + 1, isStored });
    position = endOf(bytes, type, position);
  }
}

/** Parses a field name as a canonical array index; undefined for any other name. */
function numberAt(bytes: Uint8Array, from: number, to: number): number | undefined {
  const length = to - from;
  if (length === 0 || length > 10 || (length > 1 && bytes[from] === 0x30)) return undefined;
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return number;
}

function endOf(bytes: Uint8Array, type: number, at: number): number {
  const length = lengths.get(type);
  if (length !== undefined) return at + length;
  if (type === types.string) return at + 4 + int32(bytes, at);
  if (type === types.document || type === types.array) return at + int32(bytes, at);
  if (type === types.binary) return at + 5 + int32(bytes, at);
  if (type === types.regex) return afterZero(bytes, afterZero(bytes, at));
  throw unsupported(`the BSON type ${type}`);
}

function afterZero(bytes: Uint8Array, from: number): number {
  const zero = bytes.indexOf(0, from);
  if (zero < 0) throw new StoreError(22, 'BSON with a name that has no end');
  return zero + 1;
}

function int32(bytes: Uint8Array, at: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + 4);
  const value = a | (b << 8) | (c << 16) | (d << 24);
  if (value < 0) throw new StoreError(22, 'BSON with a negative length');
  return value;
}

function dollarName(bytes: Uint8Array, from: number, to: number): StoreError {
  const name = Buffer.from(bytes.subarray(from, to - 1)).toString();
  return new StoreError(52, `The dollar ($) prefixed field '${name}' is not valid for storage.`);
}
