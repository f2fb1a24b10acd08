import { BSONRegExp, Long } from 'bson';
import { compileRegex } from './regex.ts';
import { StoreError, unsupported } from './store-error.ts';
import { compareValues, isNaNValue, isOperators, isTruthy, type TypeName, toDouble, typeOf } from './values.ts';

/** Whether one of the values matches: the elements of an array are among them, and the array itself. */
export type Predicate = (values: readonly unknown[]) => boolean;

export const isRegex = (value: unknown): value is BSONRegExp => value instanceof BSONRegExp;
const equal = (a: unknown, b: unknown) => compareValues(a, b) === 0;

function equals(operand: unknown): Predicate {
  return (values) => values.some((value) => equal(value, operand));
}

/** Only values of the operand's own type compare, except that null is also what is missing. */
function compares(operand: unknown, holds: (order: number) => boolean): Predicate {
  const type = typeOf(operand);
  if (type === 'regex') throw new StoreError(2, "Can't have RegEx as arg to predicate over a field");
  if (type === 'minKey' || type === 'maxKey') throw unsupported('a comparison with MinKey or MaxKey');
  const isNaNOperand = isNaNValue(operand);
  return (values) =>
    values.some(
      (value) => typeOf(value) === type && isNaNValue(value) === isNaNOperand && holds(compareValues(value, operand)),
    );
}

/** Strings that match, and the same regular expression. */
export function matchesRegex(source: BSONRegExp | string, options?: string): Predicate {
  const expression = compileRegex(source, options);
  const same = new BSONRegExp(
    isRegex(source) ? source.pattern : source,
    options ?? (isRegex(source) ? source.options : ''),
  );
  return (values) =>
    values.some((value) => (typeof value === 'string' ? expression.test(value) : isRegex(value) && equal(value, same)));
}

function isIn(operand: unknown, name: string): Predicate {
  if (!Array.isArray(operand)) throw new StoreError(2, `${name} needs an array`);
  if (operand.some(isOperators)) throw new StoreError(2, `cannot nest $ under ${name}`);
  const patterns = operand.filter(isRegex).map((one) => matchesRegex(one));
  const scalars = new Set<unknown>(operand.filter((value) => typeof value === 'string' || typeof value === 'boolean'));
  const others = operand.filter((value) => !scalars.has(value) && !isRegex(value));
  return (values) =>
    values.some((value) => scalars.has(value) || others.some((other) => equal(value, other))) ||
    patterns.some((matches) => matches(values));
}

const typeAliases: Readonly<Record<string, TypeName>> = {
  number: 'number',
  string: 'string',
  object: 'object',
  array: 'array',
  binData: 'binary',
  objectId: 'objectId',
  bool: 'boolean',
  date: 'date',
  null: 'null',
  regex: 'regex',
  timestamp: 'timestamp',
  minKey: 'minKey',
  maxKey: 'maxKey',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binary',
  7: 'objectId',
  8: 'boolean',
  9: 'date',
  10: 'null',
  11: 'regex',
  17: 'timestamp',
};

function isOfType(operand: unknown): Predicate {
  const given = Array.isArray(operand) ? operand : [operand];
  if (given.length === 0) throw new StoreError(9, '$type must match at least one type');
  const types = given.map((alias) => {
    const name = typeof alias === 'string' ? alias : String(toDouble(alias));
    const type = typeAliases[name];
    if (type) return type;
    if (['int', 'long', 'double', 'decimal', '1', '16', '18', '19'].includes(name))
      throw unsupported(`$type ${name} (one kind of number)`);
    throw new StoreError(2, `Unknown type name alias: ${name}`);
  });
  return (values) => values.some((value) => value !== undefined && types.includes(typeOf(value)));
}

function exists(operand: unknown): Predicate {
  const wanted = isTruthy(operand);
  return (values) => values.some((value) => value !== undefined) === wanted;
}

function hasAll(operand: unknown): Predicate {
  if (!Array.isArray(operand)) throw new StoreError(2, '$all needs an array');
  if (operand.some(isOperators)) throw unsupported('an operator inside $all');
  const each = operand.map((one) => (isRegex(one) ? matchesRegex(one) : equals(one)));
  return (values) => each.length > 0 && each.every((holds) => holds(values));
}

function hasRemainder(operand: unknown): Predicate {
  const [divisor, remainder, ...others] = Array.isArray(operand) ? operand.map(wholePart) : [];
  if (divisor === undefined || remainder === undefined || others.length > 0)
    throw new StoreError(2, 'malformed mod, needs to be an array of two numbers');
  if (divisor === 0n) throw new StoreError(2, 'divisor cannot be 0');
  return (values) =>
    values.some((value) => {
      const whole = wholePart(value);
      return whole !== undefined && whole % divisor === remainder;
    });
}

/** A number without its fraction; undefined for what no 64-bit integer holds. */
function wholePart(value: unknown): bigint | undefined {
  if (value instanceof Long) return value.toBigInt();
  const number = Math.trunc(toDouble(value));
  if (!Number.isFinite(number)) return undefined;
  const whole = BigInt(number);
  return BigInt.asIntN(64, whole) === whole ? whole : undefined;
}

function not(predicate: Predicate): Predicate {
  return (values) => !predicate(values);
}

/** The operators of a filter that look at single values, by their names. */
export const predicates: Readonly<Record<string, (operand: unknown) => Predicate>> = {
  $eq: equals,
  $ne: (operand) => {
    if (isRegex(operand)) throw new StoreError(2, "Can't have regex as arg to $ne.");
    return not(equals(operand));
  },
  $in: (operand) => isIn(operand, '$in'),
  $nin: (operand) => not(isIn(operand, '$nin')),
  $gt: (operand) => compares(operand, (order) => order > 0),
  $gte: (operand) => compares(operand, (order) => order >= 0),
  $lt: (operand) => compares(operand, (order) => order < 0),
  $lte: (operand) => compares(operand, (order) => order <= 0),
  $type: isOfType,
  $exists: exists,
  $all: hasAll,
  $mod: hasRemainder,
};
