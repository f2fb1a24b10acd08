import { Binary, BSONRegExp, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';

export type Doc = Record<string, unknown>;

/** An array without elements in an index: MongoDB keeps it under its old `undefined`, which sorts before null. */
export const emptyArray: unique symbol = Symbol('empty array');

/** Places in MongoDB's order of types; also the first byte of a value in an index key. */
export const typeOrder = {
  minKey: 0x05,
  undefined: 0x08,
  null: 0x10,
  number: 0x20,
  string: 0x30,
  object: 0x40,
  array: 0x50,
  binary: 0x60,
  objectId: 0x70,
  boolean: 0x80,
  date: 0x90,
  timestamp: 0xa0,
  regex: 0xb0,
  other: 0xc0,
  maxKey: 0xf0,
} as const;

export type TypeName = keyof typeof typeOrder;

/** The type by which MongoDB sorts and brackets; a missing value counts as null. */
export function typeOf(value: unknown): TypeName {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return 'number';
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    case 'undefined':
      return 'null';
    case 'symbol':
      return 'undefined';
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof ObjectId) return 'objectId';
  if (value instanceof Date) return 'date';
  if (value instanceof Int32 || value instanceof Double || value instanceof Decimal128) return 'number';
  if (value instanceof Timestamp) return 'timestamp';
  if (value instanceof Long) return 'number';
  if (value instanceof Binary || value instanceof Uint8Array) return 'binary';
  if (value instanceof BSONRegExp) return 'regex';
  if (value instanceof MinKey) return 'minKey';
  if (value instanceof MaxKey) return 'maxKey';
  return isDoc(value) ? 'object' : 'other';
}

/** Whether the value is an embedded document (and no BSON scalar, array or null). */
export function isDoc(value: unknown): value is Doc {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !('_bsontype' in value) &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array)
  );
}

/** Whether a value is a document of operators and not one to compare with. */
export function isOperators(value: unknown): value is Doc {
  return isDoc(value) && Object.keys(value)[0]?.startsWith('$') === true;
}

/** The double nearest to any BSON number; NaN for what is no number. */
export function toDouble(value: unknown): number {
  if (typeof value === 'number') return value;
  if (value instanceof Int32 || value instanceof Double) return Number(value.value);
  if (value instanceof Long) return Number(value.toBigInt());
  if (value instanceof Decimal128) return Number(value.toString());
  return Number.NaN;
}

/** Whether a value is the number NaN, of any BSON type. */
export function isNaNValue(value: unknown): boolean {
  return typeOf(value) === 'number' && Number.isNaN(toDouble(value));
}

/** Whether a value counts as true: all do but false, null, what is missing, and zero. */
export function isTruthy(value: unknown): boolean {
  return typeOf(value) === 'number' ? toDouble(value) !== 0 : value !== false && value !== null && value !== undefined;
}

/** -1, 0 or 1 in MongoDB's order across all BSON types; fields of documents count in their order. */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b);
  const type = typeOf(a);
  const other = typeOf(b);
  return type === other ? compareSameType(type, a, b) : order(typeOrder[type], typeOrder[other]);
}

function compareSameType(type: TypeName, a: unknown, b: unknown): number {
  switch (type) {
    case 'number':
      return compareNumbers(toDouble(a), toDouble(b)) || compareBeyondDouble(a, b);
    case 'string':
      return compareStrings(String(a), String(b));
    case 'boolean':
    case 'date':
      return compareNumbers(Number(a), Number(b));
    case 'objectId':
      return a instanceof ObjectId && b instanceof ObjectId ? Buffer.compare(a.id, b.id) : 0;
    case 'binary':
      return Buffer.compare(binaryKey(a), binaryKey(b));
    case 'timestamp':
      return a instanceof Timestamp && b instanceof Timestamp ? order(a.toBigInt(), b.toBigInt()) : 0;
    case 'regex':
      return compareStrings(regexKey(a), regexKey(b));
    case 'array':
      return Array.isArray(a) && Array.isArray(b) ? compareArrays(a, b) : 0;
    case 'object':
      return isDoc(a) && isDoc(b) ? compareDocs(a, b) : 0;
    case 'other':
      return compareStrings(JSON.stringify(a), JSON.stringify(b));
    default:
      return 0;
  }
}

function order<T extends number | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareNumbers(a: number, b: number): number {
  // MongoDB puts NaN before every other number and equal to itself
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  return Number.isNaN(b) ? 1 : order(a, b);
}

function compareBeyondDouble(a: unknown, b: unknown): number {
  const exact = (value: unknown) => value instanceof Long || value instanceof Decimal128;
  if (!exact(a) && !exact(b)) return 0;
  const [x, y] = [decimalOf(a), decimalOf(b)];
  if (!x || !y) return 0;
  const exponent = Math.min(x.exponent, y.exponent);
  const scaled = (d: Decimal) => d.digits * 10n ** BigInt(d.exponent - exponent);
  return order(scaled(x), scaled(y));
}

interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** The exact decimal value; a double's is cut at 100 digits, far beyond the 34 a Decimal128 has. */
function decimalOf(value: unknown): Decimal | undefined {
  if (value instanceof Long) return { digits: value.toBigInt(), exponent: 0 };
  const text = value instanceof Decimal128 ? value.toString() : toDouble(value).toPrecision(100);
  const match = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  return { digits: BigInt(`${sign}${whole}${fraction}`), exponent: Number(exponent) - fraction.length };
}

/** By bytes of UTF-8, where JavaScript's own order differs for characters outside the basic plane. */
function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return order(codeUnitRank(x), codeUnitRank(y));
  }
  return order(a.length, b.length);
}

function codeUnitRank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}

function compareArrays(a: readonly unknown[], b: readonly unknown[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const result = compareValues(a[i], b[i]);
    if (result !== 0) return result;
  }
  return order(a.length, b.length);
}

function compareDocs(a: Doc, b: Doc): number {
  const left = Object.entries(a);
  const right = Object.entries(b);
  for (const [i, [name, value]] of left.entries()) {
    const other = right[i];
    if (!other) return 1;
    const result =
      order(typeOrder[typeOf(value)], typeOrder[typeOf(other[1])]) ||
      compareStrings(name, other[0]) ||
      compareValues(value, other[1]);
    if (result !== 0) return result;
  }
  return order(left.length, right.length);
}

/** Length, subtype, bytes: MongoDB's order of binary data, as bytes that sort alike. */
export function binaryKey(value: unknown): Buffer {
  const bytes = value instanceof Binary ? value.value() : value instanceof Uint8Array ? value : new Uint8Array();
  const key = Buffer.alloc(5 + bytes.length);
  key.writeUInt32BE(bytes.length, 0);
  key[4] = value instanceof Binary ? value.sub_type : 0;
  key.set(bytes, 5);
  return key;
}

/** Pattern, then options, as one string that sorts as MongoDB sorts regular expressions. */
export function regexKey(value: unknown): string {
  return value instanceof BSONRegExp ? `${value.pattern}\0${value.options}` : '';
}
