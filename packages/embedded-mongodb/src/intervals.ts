import { BSONRegExp } from 'bson';
import { encodeValue, successor } from './key-encoding.ts';
import { type Doc, isDoc, isNaNValue, isOperators, typeOf, typeOrder } from './values.ts';

/** One comparison of one field in a filter. */
export interface Condition {
  readonly path: string;
  readonly operator: string;
  readonly operand: unknown;
}

/** Conditions joined by AND. A filter is the OR of its branches. */
export interface Branch {
  readonly conditions: readonly Condition[];
  /** Whether the conditions are equivalent to the filter. Otherwise they are necessary but not sufficient. */
  readonly complete: boolean;
}

/**
 * A range of encoded values: `from` is included, `to` is not.
 * A point interval contains all keys that begin with one value.
 */
export interface Interval {
  readonly from: Buffer;
  readonly to: Buffer;
  readonly point: Buffer | undefined;
  /** Whether every entry in the interval satisfies the condition. */
  readonly exact: boolean;
}

const maxBranches = 32;
/** Length of the type tag and the nearest double of an encoded number. */
const doubleBytes = 9;

/** Decomposes a filter into branches (`$or`) of conditions, as far as an index can use them. */
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
    // An option changes the meaning of a prefix.
    if (operator === '$regex' && options) return [{ path, operator: '$regex with $options', operand }];
    if (operator !== '$elemMatch' || !isDoc(operand)) return [{ path, operator, operand }];
    // Necessary but not sufficient: a single element has to satisfy all of them.
    const inner = Object.entries(operand).filter(([name]) => !name.startsWith('$'));
    return inner.flatMap(([name, criterion]) => fieldBranch(`${path}.${name}`, criterion).conditions);
  });
  return { conditions, complete: !('$elemMatch' in value) };
}

/**
 * Returns the intervals of encoded values that satisfy a condition, or undefined if an index cannot decide.
 * @param inexact the index orders some numbers only by their nearest doubles
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
  // In an index NaN sorts before all numbers; in a filter it is not less than any number.
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

/** An index stores the elements of an array instead of the array, so it cannot find equality with an array. */
function isIndexable(value: unknown): boolean {
  return !Array.isArray(value) && !(value instanceof BSONRegExp) && value !== undefined;
}

function point(value: unknown, limit: number): Interval {
  const { bytes } = encodeValue(value, limit);
  // A missing field and null share one key, and only the filter can distinguish an absent parent.
  return { from: bytes, to: successor(bytes), point: bytes, exact: value !== null };
}

/** Returns the string range of a regular expression `^literal` without flags. */
function prefixInterval(operand: unknown, limit: number): Interval[] | undefined {
  const source = operand instanceof BSONRegExp && operand.options === '' ? operand.pattern : operand;
  if (typeof source !== 'string' || source.includes('|')) return undefined;
  const literal = /^\^([\w @:-]+)(?![*?{])/.exec(source)?.[1];
  if (!literal || literal.length > limit / 4) return undefined;
  const from = Buffer.concat([Buffer.from([typeOrder.string]), Buffer.from(literal)]);
  // A regular expression also matches an identical stored regular expression.
  const same = { ...point(new BSONRegExp(source), limit), exact: false };
  return [{ from, to: successor(from), point: undefined, exact: false }, same];
}

/** Intersects the intervals of two conditions on one field. */
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
