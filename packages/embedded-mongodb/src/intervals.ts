import { BSONRegExp } from 'bson';
import { encodeValue, successor } from './key-encoding.ts';
import { type Doc, isDoc, isNaNValue, isOperators, typeOf, typeOrder } from './values.ts';

/** One comparison of one field, as a filter states it. */
export interface Condition {
  readonly path: string;
  readonly operator: string;
  readonly operand: unknown;
}

/** A filter's conditions joined by and; the filter is the or of its branches. */
export interface Branch {
  readonly conditions: readonly Condition[];
  /** The conditions say all that the filter says; otherwise they are only necessary. */
  readonly complete: boolean;
}

/** Encoded values from `from` up to and without `to`; a point is all keys that begin with one value. */
export interface Interval {
  readonly from: Buffer;
  readonly to: Buffer;
  readonly point: Buffer | undefined;
  /** Every entry in the interval fulfils the condition. */
  readonly exact: boolean;
}

const maxBranches = 32;
/** A number's tag and nearest double. */
const doubleBytes = 9;

/** Takes a filter apart, `$or` into branches, as far as an index can use it. */
export function branchesOf(filter: Doc): Branch[] {
  let branches: Branch[] = [{ conditions: [], complete: true }];
  for (const [name, value] of Object.entries(filter)) {
    const parts = name.startsWith('$') ? logicalBranches(name, value) : [fieldBranch(name, value)];
    if (parts.length * branches.length > maxBranches) branches = branches.map((one) => ({ ...one, complete: false }));
    else branches = branches.flatMap((left) => parts.map((right) => both(left, right)));
  }
  return branches;
}

function both(left: Branch, right: Branch): Branch {
  return { conditions: [...left.conditions, ...right.conditions], complete: left.complete && right.complete };
}

function logicalBranches(name: string, value: unknown): Branch[] {
  const unknown = [{ conditions: [], complete: false }];
  if (!Array.isArray(value) || value.length === 0 || !value.every(isDoc)) return unknown;
  if (name === '$or') return value.flatMap(branchesOf);
  if (name !== '$and') return unknown;
  const product = value
    .map(branchesOf)
    .reduce((all, next) => all.flatMap((left) => next.map((right) => both(left, right))));
  return product.length > maxBranches ? unknown : product;
}

function fieldBranch(path: string, value: unknown): Branch {
  if (value instanceof BSONRegExp)
    return { conditions: [{ path, operator: '$regex', operand: value }], complete: false };
  if (!isOperators(value)) {
    return { conditions: [{ path, operator: '$eq', operand: value }], complete: true };
  }
  const { $options: options, ...operators } = value;
  const conditions = Object.entries(operators).flatMap(([operator, operand]) => {
    // an option changes what a prefix means
    if (operator === '$regex' && options) return [{ path, operator: '$regex with $options', operand }];
    if (operator !== '$elemMatch' || !isDoc(operand)) return [{ path, operator, operand }];
    // necessary, not sufficient: one and the same element has to fulfil all of them
    const inner = Object.entries(operand).filter(([name]) => !name.startsWith('$'));
    return inner.flatMap(([name, criterion]) => fieldBranch(`${path}.${name}`, criterion).conditions);
  });
  return { conditions, complete: !('$elemMatch' in value) };
}

/**
 * What one condition allows of a field's encoded values; undefined when an index cannot tell. An `inexact` index keeps
 * some numbers in the order of their nearest doubles only.
 */
export function intervalsOf(condition: Condition, limit: number, inexact = false): Interval[] | undefined {
  const { operator, operand } = condition;
  if (operator === '$in') {
    if (!Array.isArray(operand) || !operand.every(isIndexable)) return undefined;
    return inOrder(operand.map((value) => point(value, limit)));
  }
  if (operator === '$regex') return prefixInterval(operand, limit);
  if (!isIndexable(operand)) return undefined;
  const type = typeOf(operand);
  if (operator === '$eq') return [point(operand, limit)];
  if (type === 'null' && (operator === '$gte' || operator === '$lte')) return [point(operand, limit)];
  if (type === 'null' || type === 'minKey' || type === 'maxKey' || isNaNValue(operand)) return undefined;
  const encoded = encodeValue(operand, limit);
  const ordered = type === 'number' && inexact ? Math.min(encoded.ordered, doubleBytes) : encoded.ordered;
  const exact = ordered >= encoded.bytes.length;
  const bound = encoded.bytes.subarray(0, ordered);
  const tag = Buffer.from([typeOrder[type]]);
  // NaN is below all numbers in an index, and less than none of them in a filter
  const first = type === 'number' ? encodeValue(Number.NEGATIVE_INFINITY, limit).bytes : tag;
  switch (operator) {
    case '$gt':
      return [{ from: exact ? successor(bound) : bound, to: successor(tag), point: undefined, exact }];
    case '$gte':
      return [{ from: bound, to: successor(tag), point: undefined, exact }];
    case '$lt':
      return [{ from: first, to: exact ? bound : successor(bound), point: undefined, exact }];
    case '$lte':
      return [{ from: first, to: successor(bound), point: undefined, exact }];
    default:
      return undefined;
  }
}

/** An index keeps the elements of an array, not the array: equality with one cannot be looked up. */
function isIndexable(value: unknown): boolean {
  return !Array.isArray(value) && !(value instanceof BSONRegExp) && value !== undefined;
}

function point(value: unknown, limit: number): Interval {
  const { bytes } = encodeValue(value, limit);
  // a missing field and null share their key, and only a filter can tell an absent parent from it
  return { from: bytes, to: successor(bytes), point: bytes, exact: value !== null };
}

/** `^literal` without flags is a range of strings. */
function prefixInterval(operand: unknown, limit: number): Interval[] | undefined {
  const source = operand instanceof BSONRegExp && operand.options === '' ? operand.pattern : operand;
  if (typeof source !== 'string' || source.includes('|')) return undefined;
  const literal = /^\^([\w @:-]+)(?![*?{])/.exec(source)?.[1];
  if (!literal || literal.length > limit / 4) return undefined;
  const from = Buffer.concat([Buffer.from([typeOrder.string]), Buffer.from(literal)]);
  // a stored regular expression matches when it is the same one
  const same = { ...point(new BSONRegExp(source), limit), exact: false };
  return [{ from, to: successor(from), point: undefined, exact: false }, same];
}

/** What two conditions on one field allow together. */
export function intersect(left: readonly Interval[], right: readonly Interval[]): Interval[] {
  return left.flatMap((a) =>
    right.flatMap((b) => {
      const from = Buffer.compare(a.from, b.from) >= 0 ? a.from : b.from;
      const to = Buffer.compare(a.to, b.to) <= 0 ? a.to : b.to;
      return Buffer.compare(from, to) < 0 ? [{ from, to, point: a.point ?? b.point, exact: a.exact && b.exact }] : [];
    }),
  );
}

function inOrder(intervals: readonly Interval[]): Interval[] {
  const sorted = [...intervals].sort((a, b) => Buffer.compare(a.from, b.from));
  return sorted.filter((one, at) => at === 0 || !sorted[at - 1]?.from.equals(one.from));
}
