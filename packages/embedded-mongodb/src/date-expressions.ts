import { Int32, ObjectId } from 'bson';
import { eager, type OperatorDefinition } from './operator-definition.ts';
import { StoreError, unsupported } from './store-error.ts';
import { typeOf } from './values.ts';

function dateOf(value: unknown, name: string): Date | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (typeOf(value) === 'timestamp') throw unsupported(`${name} of a timestamp`);
  throw new StoreError(16006, `can't convert from BSON type ${typeOf(value)} to Date`);
}

function part(name: string, read: (date: Date) => number): OperatorDefinition {
  return eager(1, ([value]) => {
    const date = dateOf(value, name);
    return date && new Int32(read(date));
  });
}

/** Parts of a date, in UTC. */
export const dateOperators: Readonly<Record<string, OperatorDefinition>> = {
  $year: part('$year', (date) => date.getUTCFullYear()),
  $month: part('$month', (date) => date.getUTCMonth() + 1),
  $dayOfMonth: part('$dayOfMonth', (date) => date.getUTCDate()),
  $hour: part('$hour', (date) => date.getUTCHours()),
  $minute: part('$minute', (date) => date.getUTCMinutes()),
  $second: part('$second', (date) => date.getUTCSeconds()),
};

const padded = (value: number, length: number) => String(value).padStart(length, '0');

const specifiers: Readonly<Record<string, (date: Date) => string>> = {
  Y: (date) => padded(date.getUTCFullYear(), 4),
  m: (date) => padded(date.getUTCMonth() + 1, 2),
  d: (date) => padded(date.getUTCDate(), 2),
  H: (date) => padded(date.getUTCHours(), 2),
  M: (date) => padded(date.getUTCMinutes(), 2),
  S: (date) => padded(date.getUTCSeconds(), 2),
  L: (date) => padded(date.getUTCMilliseconds(), 3),
  '%': () => '%',
};

/** Writes dates in a format of $dateToString, in UTC. Throws CommandNotSupported for other specifiers. */
export function dateToString(format: unknown = '%Y-%m-%dT%H:%M:%S.%LZ'): (value: unknown) => string | null {
  if (typeof format !== 'string') throw unsupported('a format of $dateToString that is no string');
  for (const [found, letter = ''] of format.matchAll(/%(.?)/gs))
    if (!Object.hasOwn(specifiers, letter)) throw unsupported(`${found} in a format of $dateToString`);
  if (format.startsWith('$')) throw unsupported('a computed format of $dateToString');
  return (value) => {
    const date = dateOf(value, '$dateToString');
    if (!date) return null;
    const year = date.getUTCFullYear();
    if (year < 0 || year > 9999)
      throw new StoreError(18537, `Could not convert date to string: year ${year} is outside of 0 to 9999`);
    return format.replaceAll(/%(.)/gs, (_found, letter: string) => specifiers[letter]?.(date) ?? '');
  };
}
