import { Long } from 'bson';
import { absolute, add, divide, isComputable, multiply, remainder, rounded, subtract } from './arithmetic.ts';
import { eager, isNothing, type OperatorDefinition, untilNull } from './operator-definition.ts';
import { StoreError, unsupported } from './store-error.ts';
import { toDouble, typeOf } from './values.ts';

const many = Number.POSITIVE_INFINITY;

function refuseUnlessNumber(name: string): (operand: unknown) => void {
  return (operand) => {
    if (!isComputable(operand)) throw new StoreError(14, `${name} only supports numeric types, not ${typeOf(operand)}`);
  };
}

/** Null when an operand is null or missing, whatever the others are. */
function ofTwo(name: string, compute: (a: unknown, b: unknown) => unknown): OperatorDefinition {
  const check = refuseUnlessNumber(name);
  return eager(2, ([a, b]) => {
    if (isNothing(a) || isNothing(b)) return null;
    if (a instanceof Date && name === '$subtract') return fromDate(a, b);
    check(a);
    check(b);
    return compute(a, b);
  });
}

function ofOne(name: string, compute: (value: unknown) => unknown): OperatorDefinition {
  return untilNull({ least: 1, most: 1 }, refuseUnlessNumber(name), ([value]) => compute(value));
}

/** Numbers, or numbers and one date, which the numbers are milliseconds to. */
function sum(operands: readonly unknown[]): unknown {
  const dates = operands.filter((one) => one instanceof Date);
  const [date] = dates;
  if (!date) return add(operands);
  if (dates.length > 1) throw new StoreError(16612, 'only one date allowed in an $add expression');
  return new Date(date.getTime() + wholeMillis(add(operands.filter((one) => one !== date))));
}

/** The milliseconds between two dates, or the date so many milliseconds before. */
function fromDate(date: Date, operand: unknown): unknown {
  if (operand instanceof Date) return Long.fromNumber(date.getTime() - operand.getTime());
  refuseUnlessNumber('$subtract')(operand);
  return new Date(date.getTime() - wholeMillis(operand));
}

function wholeMillis(value: unknown): number {
  const millis = toDouble(value);
  if (!Number.isSafeInteger(millis)) throw unsupported('adding a fraction of a millisecond to a date');
  return millis;
}

const refuseUnlessNumberOrDate = (operand: unknown) => {
  if (!(operand instanceof Date)) refuseUnlessNumber('$add')(operand);
};

/** Operators of numbers and dates. */
export const arithmeticOperators: Readonly<Record<string, OperatorDefinition>> = {
  $add: untilNull({ least: 0, most: many }, refuseUnlessNumberOrDate, sum),
  $subtract: ofTwo('$subtract', subtract),
  $multiply: untilNull({ least: 0, most: many }, refuseUnlessNumber('$multiply'), multiply),
  $divide: ofTwo('$divide', divide),
  $mod: ofTwo('$mod', remainder),
  $abs: ofOne('$abs', absolute),
  $floor: ofOne('$floor', (value) => rounded(value, Math.floor)),
  $ceil: ofOne('$ceil', (value) => rounded(value, Math.ceil)),
};
