import { BSONRegExp, Decimal128, Double, Int32, Long } from 'bson';
import { add, isComputable, multiply } from './arithmetic.ts';
import { compileFilter, elementMatcher } from './query.ts';
import { compareSortKeys, parseSort, sortKey } from './sorting.ts';
import { StoreError, unsupported } from './store-error.ts';
import { compareValues, isDoc, isOperators, toDouble, typeOf } from './values.ts';
import { plainOf } from './wire.ts';

/** A field is taken away instead of set. */
export const removed: unique symbol = Symbol('removed');

/** From the old value (undefined: there is none) to the new value, both with their BSON types. */
export type FieldChange = (old: unknown) => unknown;

/** One operator with its operand for the field at `path`. Throws for a wrong operand. */
type Operator = (operand: unknown, path: string) => FieldChange;

/** The operators of an update, beside $rename and $setOnInsert. */
export const updateOperators: Readonly<Record<string, Operator>> = {
  $set: (operand) => () => operand,
  $unset: () => () => removed,
  $inc: (operand, path) => arithmetic('$inc', operand, path),
  $mul: (operand, path) => arithmetic('$mul', operand, path),
  $min: (operand) => (old) => (old === undefined || compareValues(operand, old) < 0 ? operand : old),
  $max: (operand) => (old) => (old === undefined || compareValues(operand, old) > 0 ? operand : old),
  $currentDate: currentDate,
  $push: push,
  $addToSet: addToSet,
  $pull: (operand, path) => pull('$pull', path, pullMatcher(operand)),
  $pullAll: (operand, path) => {
    const values = arrayOf(operand, '$pullAll');
    return pull('$pullAll', path, (value) => values.some((one) => compareValues(one, value) === 0));
  },
  $pop: pop,
};

/** The operators that make no field where there is none, nor anything on the way to it. */
export const onlyChanging: ReadonlySet<string> = new Set(['$unset', '$pull', '$pullAll', '$pop']);

function arithmetic(name: '$inc' | '$mul', operand: unknown, path: string): FieldChange {
  if (typeOf(operand) !== 'number') {
    const verb = name === '$inc' ? 'increment' : 'multiply';
    throw new StoreError(14, `Cannot ${verb} with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`);
  }
  return (old) => {
    if (old === undefined) return name === '$inc' ? operand : zeroLike(operand);
    if (typeOf(old) !== 'number')
      throw new StoreError(
        14,
        `Cannot apply ${name} to a value of non-numeric type. The field '${path}' is of type ${typeOf(old)}`,
      );
    if (!isComputable(old) || !isComputable(operand)) return old;
    return name === '$inc' ? add([old, operand]) : multiply([old, operand]);
  };
}

function zeroLike(operand: unknown): unknown {
  if (operand instanceof Double) return new Double(0);
  if (operand instanceof Decimal128) return Decimal128.fromString('0');
  return operand instanceof Long ? Long.ZERO : new Int32(0);
}

function currentDate(operand: unknown): FieldChange {
  const type = isDoc(operand) ? operand.$type : operand === true ? 'date' : undefined;
  if (type === 'timestamp') throw unsupported('$currentDate as a timestamp');
  if (type !== 'date') throw new StoreError(2, "The '$type' string field is required to be 'date' or 'timestamp'");
  return () => new Date();
}

function arrayOf(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw new StoreError(2, `The argument to ${name} must be an array but was of type ${typeOf(value)}`);
}

function arrayField(old: unknown, path: string): unknown[] {
  if (old === undefined) return [];
  if (Array.isArray(old)) return [...old];
  throw new StoreError(2, `The field '${path}' must be an array but is of type ${typeOf(old)}`);
}

const pushModifiers = new Set(['$each', '$slice', '$sort', '$position']);

function push(operand: unknown, path: string): FieldChange {
  if (!isDoc(operand) || !('$each' in operand)) return (old) => [...arrayField(old, path), operand];
  const unknown = Object.keys(operand).find((key) => !pushModifiers.has(key));
  if (unknown) throw new StoreError(2, `Unrecognized clause in $push: ${unknown}`);
  const each = arrayOf(operand.$each, '$each');
  const position = operand.$position === undefined ? undefined : wholeNumber(operand.$position, '$position');
  const slice = operand.$slice === undefined ? undefined : wholeNumber(operand.$slice, '$slice');
  const compare = operand.$sort === undefined ? undefined : elementOrder(operand.$sort);
  return (old) => {
    const array = arrayField(old, path);
    array.splice(position ?? array.length, 0, ...each);
    if (compare) array.sort(compare);
    if (slice === undefined) return array;
    return slice < 0 ? array.slice(slice) : array.slice(0, slice);
  };
}

function elementOrder(by: unknown): (a: unknown, b: unknown) => number {
  if (!isDoc(by)) {
    const direction = toDouble(by);
    if (direction !== 1 && direction !== -1) throw new StoreError(2, 'The $sort element value must be either 1 or -1');
    return (a, b) => direction * compareValues(a, b);
  }
  const sort = parseSort(by);
  const key = (value: unknown) => (isDoc(value) ? sortKey(value, sort, 'refuse arrays') : []);
  return (a, b) => compareSortKeys(key(a), key(b), sort);
}

function wholeNumber(value: unknown, name: string): number {
  const number = toDouble(value);
  if (!Number.isInteger(number)) throw new StoreError(2, `The value for ${name} must be an integer value`);
  return number;
}

function addToSet(operand: unknown, path: string): FieldChange {
  const each = isDoc(operand) && '$each' in operand;
  if (each && Object.keys(operand).length > 1)
    throw new StoreError(2, 'Found unexpected fields after $each in $addToSet');
  const values = each ? arrayOf(operand.$each, '$each') : [operand];
  return (old) => {
    const array = arrayField(old, path);
    for (const value of values) if (!array.some((one) => compareValues(one, value) === 0)) array.push(value);
    return array;
  };
}

/** Which elements $pull takes: equal ones, documents that match a filter, or those that operators hold for. */
function pullMatcher(operand: unknown): (value: unknown) => boolean {
  const criterion = plainOf(operand);
  if (isOperators(criterion)) {
    const matches = elementMatcher(criterion);
    return (value) => {
      if (Array.isArray(value)) throw unsupported('$pull by operators from an array that holds arrays');
      return matches(value);
    };
  }
  if (criterion instanceof BSONRegExp) return elementMatcher(criterion);
  if (!isDoc(criterion)) return (value) => compareValues(value, operand) === 0;
  const matches = compileFilter(criterion);
  return (value) => isDoc(value) && matches(value);
}

function pull(name: string, path: string, takes: (value: unknown) => boolean): FieldChange {
  return (old) => {
    if (old === undefined) return removed;
    if (!Array.isArray(old)) throw new StoreError(2, `Cannot apply ${name} to a non-array value at '${path}'`);
    return old.filter((value) => !takes(value));
  };
}

function pop(operand: unknown, path: string): FieldChange {
  const end = toDouble(operand);
  if (end !== 1 && end !== -1) throw new StoreError(9, '$pop expects 1 or -1');
  return (old) => {
    if (old === undefined) return removed;
    if (!Array.isArray(old))
      throw new StoreError(14, `Path '${path}' contains an element of non-array type '${typeOf(old)}'`);
    return end === 1 ? old.slice(0, -1) : old.slice(1);
  };
}
