import { Decimal128, Double, Int32, Long, Timestamp } from 'bson';
import { compileFilter } from './query.ts';
import { compareSortKeys, parseSort, sortKey } from './sorting.ts';
import { StoreError, unsupported } from './store-error.ts';
import { compareValues, isDoc, toDouble, typeOf } from './values.ts';
import { plainOf } from './wire.ts';

/** A field is taken away instead of set. */
export const removed: unique symbol = Symbol('removed');

/** From the old value (undefined: there is none) and the operand to the new value, both with their BSON types. */
export type Operator = (old: unknown, operand: unknown, path: string) => unknown;

/** What each update operator makes of one field. `$rename` and `$setOnInsert` are settled before. */
export const updateOperators: Readonly<Record<string, Operator>> = {
  $set: (_old, operand) => operand,
  $unset: () => removed,
  $inc: (old, operand, path) => arithmetic('$inc', old, operand, path),
  $mul: (old, operand, path) => arithmetic('$mul', old, operand, path),
  $min: (old, operand) => (old === undefined || compareValues(operand, old) < 0 ? operand : old),
  $max: (old, operand) => (old === undefined || compareValues(operand, old) > 0 ? operand : old),
  $bit: bitwise,
  $currentDate: currentDate,
  $push: push,
  $addToSet: addToSet,
  $pull: (old, operand, path) => pull(old, path, pullMatcher(operand)),
  $pullAll: (old, operand, path) =>
    pull(old, path, (value) => arrayOf(operand, '$pullAll').some((one) => compareValues(one, value) === 0)),
  $pop: pop,
};

function integer(value: unknown): bigint | undefined {
  if (value instanceof Long) return value.toBigInt();
  return value instanceof Int32 ? BigInt(value.value) : undefined;
}

function arithmetic(name: '$inc' | '$mul', old: unknown, operand: unknown, path: string): unknown {
  if (typeOf(operand) !== 'number') {
    throw new StoreError(
      14,
      `Cannot ${name === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`,
    );
  }
  if (old === undefined) return name === '$inc' ? operand : zeroLike(operand);
  if (typeOf(old) !== 'number') {
    throw new StoreError(
      14,
      `Cannot apply ${name} to a value of non-numeric type. The field '${path}' is of type ${typeOf(old)}`,
    );
  }
  if (old instanceof Decimal128 || operand instanceof Decimal128) throw unsupported(`${name} with Decimal128`);
  const [a, b] = [integer(old), integer(operand)];
  if (a === undefined || b === undefined) {
    const [x, y] = [toDouble(old), toDouble(operand)];
    return new Double(name === '$inc' ? x + y : x * y);
  }
  const result = name === '$inc' ? a + b : a * b;
  if (BigInt.asIntN(64, result) !== result)
    throw new StoreError(2, `Failed to apply ${name}: the 64-bit integer overflows`);
  const small = old instanceof Int32 && operand instanceof Int32 && BigInt.asIntN(32, result) === result;
  return small ? new Int32(Number(result)) : Long.fromBigInt(result);
}

function zeroLike(operand: unknown): unknown {
  if (operand instanceof Double) return new Double(0);
  if (operand instanceof Decimal128) return Decimal128.fromString('0');
  return operand instanceof Long ? Long.ZERO : new Int32(0);
}

function bitwise(old: unknown, operand: unknown, path: string): unknown {
  const [entry, ...others] = isDoc(operand) ? Object.entries(operand) : [];
  const [a, b] = [integer(old ?? new Int32(0)), integer(entry?.[1])];
  if (!entry || others.length > 0 || a === undefined || b === undefined || !['and', 'or', 'xor'].includes(entry[0])) {
    throw new StoreError(2, `Cannot apply $bit to '${path}': it takes {and|or|xor: integer} and an integer field`);
  }
  const result = entry[0] === 'and' ? a & b : entry[0] === 'or' ? a | b : a ^ b;
  return old instanceof Long || entry[1] instanceof Long ? Long.fromBigInt(result) : new Int32(Number(result));
}

function currentDate(_old: unknown, operand: unknown): unknown {
  const type = isDoc(operand) ? operand.$type : 'date';
  if (type === 'timestamp') return new Timestamp({ t: Math.floor(Date.now() / 1_000), i: 1 });
  if (type !== 'date') throw new StoreError(2, "The '$type' string field is required to be 'date' or 'timestamp'");
  return new Date();
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

function push(old: unknown, operand: unknown, path: string): unknown {
  const array = arrayField(old, path);
  if (!isDoc(operand) || !('$each' in operand)) return [...array, operand];
  const unknown = Object.keys(operand).find((key) => !pushModifiers.has(key));
  if (unknown) throw new StoreError(2, `Unrecognized clause in $push: ${unknown}`);
  const position = operand.$position === undefined ? array.length : wholeNumber(operand.$position, '$position');
  array.splice(position, 0, ...arrayOf(operand.$each, '$each'));
  if (operand.$sort !== undefined) sortElements(array, operand.$sort);
  if (operand.$slice === undefined) return array;
  const slice = wholeNumber(operand.$slice, '$slice');
  return slice < 0 ? array.slice(slice) : array.slice(0, slice);
}

function sortElements(array: unknown[], by: unknown): void {
  if (!isDoc(by)) {
    const direction = toDouble(by);
    if (direction !== 1 && direction !== -1) throw new StoreError(2, 'The $sort element value must be either 1 or -1');
    array.sort((a, b) => direction * compareValues(a, b));
    return;
  }
  const sort = parseSort(by);
  const key = (value: unknown) => (isDoc(value) ? sortKey(value, sort) : []);
  array.sort((a, b) => compareSortKeys(key(a), key(b), sort));
}

function wholeNumber(value: unknown, name: string): number {
  const number = toDouble(value);
  if (!Number.isInteger(number)) throw new StoreError(2, `The value for ${name} must be an integer value`);
  return number;
}

function addToSet(old: unknown, operand: unknown, path: string): unknown {
  const array = arrayField(old, path);
  const each = isDoc(operand) && '$each' in operand;
  if (each && Object.keys(operand).length > 1)
    throw new StoreError(2, 'Found unexpected fields after $each in $addToSet');
  for (const value of each ? arrayOf(operand.$each, '$each') : [operand]) {
    if (!array.some((one) => compareValues(one, value) === 0)) array.push(value);
  }
  return array;
}

function pullMatcher(operand: unknown): (value: unknown) => boolean {
  const criterion = plainOf(operand);
  const isOperators = isDoc(criterion) && Object.keys(criterion).some((key) => key.startsWith('$'));
  if (isDoc(criterion) && !isOperators) {
    const matches = compileFilter(criterion);
    return (value) => isDoc(value) && matches(value);
  }
  const matches = compileFilter({ value: criterion });
  return (value) => matches({ value });
}

function pull(old: unknown, path: string, takes: (value: unknown) => boolean): unknown {
  if (old === undefined) return removed;
  if (!Array.isArray(old)) throw new StoreError(2, `Cannot apply $pull to a non-array value at '${path}'`);
  const plain = plainOf(old);
  return old.filter((_, at) => !takes(Array.isArray(plain) ? plain[at] : undefined));
}

function pop(old: unknown, operand: unknown, path: string): unknown {
  const end = toDouble(operand);
  if (end !== 1 && end !== -1) throw new StoreError(9, '$pop expects 1 or -1');
  if (old === undefined) return removed;
  if (!Array.isArray(old))
    throw new StoreError(14, `Path '${path}' contains an element of non-array type '${typeOf(old)}'`);
  return end === 1 ? old.slice(0, -1) : old.slice(1);
}
