import { Decimal128, Double, Int32, Long } from 'bson';
import { StoreError, unsupported } from './store-error.ts';
import { toDouble, typeOf } from './values.ts';

/** Returns the exact value of an Int32 or Long, otherwise undefined. */
export function integerOf(value: unknown): bigint | undefined {
  if (value instanceof Long) return value.toBigInt();
  return value instanceof Int32 ? BigInt(value.value) : undefined;
}

/**
 * Checks whether a value is a number that JavaScript can compute with.
 * @throws CommandNotSupported for a Decimal128
 */
export function isComputable(value: unknown): boolean {
  if (value instanceof Decimal128) throw unsupported('arithmetic with Decimal128');
  return typeOf(value) === 'number';
}

/**
 * Returns an Int32 if all operands are Int32 and the result fits, otherwise a Long.
 * @throws CommandNotSupported for a result beyond 64 bits
 */
function integerResult(result: bigint, operands: readonly unknown[]): Int32 | Long {
  if (BigInt.asIntN(64, result) !== result) throw unsupported('an integer beyond 64 bits');
  const isSmall = operands.every((one) => one instanceof Int32) && BigInt.asIntN(32, result) === result;
  return isSmall ? new Int32(Number(result)) : Long.fromBigInt(result);
}

/**
 * Converts a number to a double.
 * @throws CommandNotSupported for a Long that has no exact double
 */
function doubleOf(value: unknown): number {
  const double = toDouble(value);
  if (value instanceof Long && BigInt(double) !== value.toBigInt())
    throw unsupported('arithmetic that mixes doubles with integers beyond 2^53');
  return double;
}

function computed(
  operands: readonly unknown[],
  ofIntegers: (values: readonly bigint[]) => bigint,
  ofDoubles: (values: readonly number[]) => number,
): unknown {
  const integers = operands.map(integerOf).filter((one) => one !== undefined);
  if (integers.length === operands.length) return integerResult(ofIntegers(integers), operands);
  return new Double(ofDoubles(operands.map(doubleOf)));
}

/** Adds numbers and keeps their BSON type. Doubles are added with compensated summation, as in MongoDB. */
export function add(operands: readonly unknown[]): unknown {
  return computed(operands, (values) => values.reduce((sum, one) => sum + one, 0n), compensatedSum);
}

export function subtract(a: unknown, b: unknown): unknown {
  return computed(
    [a, b],
    ([x = 0n, y = 0n]) => x - y,
    ([x = 0, y = 0]) => x - y,
  );
}

export function multiply(operands: readonly unknown[]): unknown {
  return computed(
    operands,
    (values) => values.reduce((product, one) => product * one, 1n),
    (values) => values.reduce((product, one) => product * one, 1),
  );
}

/**
 * Divides two numbers; the result is always a double.
 * @throws BadValue for a divisor of 0
 */
export function divide(a: unknown, b: unknown): unknown {
  if (toDouble(b) === 0) throw new StoreError(2, "can't $divide by zero");
  return new Double(doubleOf(a) / doubleOf(b));
}

/**
 * Returns the remainder. An integer modulo a whole double is an integer, as in MongoDB.
 * @throws StoreError 16610 for a divisor of 0
 */
export function remainder(a: unknown, b: unknown): unknown {
  if (toDouble(b) === 0) throw new StoreError(16610, "can't $mod by zero");
  const isWhole = b instanceof Double && (b.value | 0) === b.value;
  const divisor = isWhole && !(a instanceof Double) ? new Int32(b.value) : b;
  return computed(
    [a, divisor],
    ([x = 0n, y = 1n]) => x % y,
    ([x = 0, y = 1]) => x % y,
  );
}

/** Returns the absolute value and keeps the BSON type. */
export function absolute(value: unknown): unknown {
  const integer = integerOf(value);
  if (integer === undefined) return new Double(Math.abs(toDouble(value)));
  return integerResult(integer < 0n ? -integer : integer, [value]);
}

/** Applies `Math.floor` or `Math.ceil` and keeps the BSON type. */
export function rounded(value: unknown, round: (double: number) => number): unknown {
  return integerOf(value) === undefined ? new Double(round(toDouble(value))) : value;
}

function compensatedSum(values: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return Number.isFinite(sum) ? sum + lost : sum;
}
