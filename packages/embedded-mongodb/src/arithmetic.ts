import { Decimal128, Double, Int32, Long } from 'bson';
import { StoreError, unsupported } from './store-error.ts';
import { toDouble, typeOf } from './values.ts';

/** The exact value of an Int32 or Long; undefined for all else. */
export function integerOf(value: unknown): bigint | undefined {
  if (value instanceof Long) return value.toBigInt();
  return value instanceof Int32 ? BigInt(value.value) : undefined;
}

/** Whether a value is a number. Throws CommandNotSupported for a Decimal128, which JavaScript cannot compute with. */
export function isComputable(value: unknown): boolean {
  if (value instanceof Decimal128) throw unsupported('arithmetic with Decimal128');
  return typeOf(value) === 'number';
}

/** An integer as Int32 if all operands are and it fits, as Long otherwise. Throws CommandNotSupported beyond 64 bits. */
function integerResult(result: bigint, operands: readonly unknown[]): Int32 | Long {
  if (BigInt.asIntN(64, result) !== result) throw unsupported('an integer beyond 64 bits');
  const isSmall = operands.every((one) => one instanceof Int32) && BigInt.asIntN(32, result) === result;
  return isSmall ? new Int32(Number(result)) : Long.fromBigInt(result);
}

/** The double that a number is. Throws CommandNotSupported for a Long that no double is equal to. */
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

/** The sum with its BSON type; doubles are added with compensation, as MongoDB does. */
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

/** Always a double. Throws BadValue for a divisor of 0. */
export function divide(a: unknown, b: unknown): unknown {
  if (toDouble(b) === 0) throw new StoreError(2, "can't $divide by zero");
  return new Double(doubleOf(a) / doubleOf(b));
}

/** An integer by a whole double is an integer, as in MongoDB. Throws for a divisor of 0. */
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

/** The absolute value, in the number's own type. */
export function absolute(value: unknown): unknown {
  const integer = integerOf(value);
  if (integer === undefined) return new Double(Math.abs(toDouble(value)));
  return integerResult(integer < 0n ? -integer : integer, [value]);
}

/** `Math.floor` or `Math.ceil` of a number, in its own type. */
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
