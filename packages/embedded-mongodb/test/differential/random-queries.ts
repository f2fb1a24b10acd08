import { BSONRegExp, type Document, Int32 } from 'mongodb';
import { anyValue, apart, paths, positions, type Random, scalarValue } from './random.ts';

/** A value that one of the documents has at `path` or anywhere, or a new one. */
export function likelyValue(random: Random, documents: readonly Document[], path: string): unknown {
  if (random.chance(0.2)) return random.chance(0.7) ? scalarValue(random) : anyValue(random);
  const [root = '', ...inner] = path.split('.');
  let value: unknown = random.pick(documents)[root];
  for (const part of inner) value = Object(Array.isArray(value) ? value[0] : value)[part] ?? value;
  while (Array.isArray(value) && value.length > 0 && random.chance(0.6)) value = random.pick(value);
  return value === undefined ? scalarValue(random) : value;
}

export function anyPath(random: Random): string {
  if (random.favourites.length > 0 && random.chance(0.35)) return random.pick(random.favourites);
  return random.chance(0.15) ? random.pick(positions) : random.pick(paths);
}

const patterns: readonly (readonly [string, string])[] = [
  ['^a', ''],
  ['b$', ''],
  ['^.$', ''],
  ['A', 'i'],
  ['^a.b$', ''],
  ['^a.b$', 's'],
  ['^b', 'm'],
  ['[a-c]+', ''],
  ['\\s', ''],
  ['^\\w+$', ''],
  ['(a|z)', ''],
];

function pattern(random: Random): BSONRegExp {
  const [source, flags] = random.pick(patterns);
  return new BSONRegExp(source, flags);
}

const types = ['number', 'string', 'object', 'array', 'objectId', 'bool', 'date', 'null', 2, 3, 4, 8];
const ranges = ['$gt', '$gte', '$lt', '$lte'] as const;

/** One operator and its operand. */
function operator(random: Random, documents: readonly Document[], path: string, depth: number): Document {
  const value = () => likelyValue(random, documents, path);
  const kind = random.below(depth > 0 ? 22 : 19);
  if (kind < 2) return { $eq: value() };
  if (kind < 4) return { $ne: value() };
  if (kind < 8) return { [random.pick(ranges)]: value() };
  if (kind < 10)
    return { [random.pick(['$in', '$nin'])]: random.list(3, () => (random.chance(0.1) ? pattern(random) : value())) };
  if (kind === 10) return { $exists: random.chance(0.6) };
  if (kind < 13) return { $type: random.chance(0.8) ? random.pick(types) : random.some(types, 3) };
  if (kind === 13) return { $regex: random.pick(patterns)[0], $options: random.pick(['', 'i', 's', 'm']) };
  if (kind === 14) return { $mod: [new Int32(random.pick([2, 3])), new Int32(random.below(3) - 1)] };
  if (kind < 17) return { $all: [value(), ...random.list(1, value)] };
  if (kind < 19) return { $size: new Int32(random.below(4)) };
  if (kind === 19) return { $not: random.chance(0.2) ? pattern(random) : operator(random, documents, path, depth - 1) };
  return { $elemMatch: elementFilter(random, documents, depth - 1) };
}

function elementFilter(random: Random, documents: readonly Document[], depth: number): Document {
  if (random.chance(0.4)) return operator(random, documents, random.pick(['t', 'a']), 0);
  const fields = random.some(['x', 'y', 'k', 'q', 'r', 'r.x'], 2);
  return Object.fromEntries(
    fields.map((name) => [name, random.chance(0.25) ? null : condition(random, documents, `items.${name}`, depth)]),
  );
}

function condition(random: Random, documents: readonly Document[], path: string, depth: number): unknown {
  if (random.chance(0.3)) return likelyValue(random, documents, path);
  if (random.chance(path === 's' ? 0.4 : 0.04)) return pattern(random);
  const first = operator(random, documents, path, depth);
  return random.chance(0.25) ? { ...first, ...operator(random, documents, path, depth) } : first;
}

/** A filter of one to three conditions, some of them joined by `$and`, `$or` and `$nor`. */
export function randomFilter(random: Random, documents: readonly Document[], depth = 2): Document {
  const filter: Document = {};
  const count = random.chance(0.75) ? 1 : 2;
  for (let n = 0; n < count; n++) {
    if (depth > 0 && random.chance(0.2)) {
      const inner = Array.from({ length: 1 + random.below(3) }, () => randomFilter(random, documents, depth - 1));
      filter[random.pick(['$and', '$or', '$nor'])] = inner;
    } else {
      const path = random.chance(0.05) ? '_id' : anyPath(random);
      filter[path] =
        path === '_id' ? { [random.pick(ranges)]: new Int32(random.below(8)) } : condition(random, documents, path, 2);
    }
  }
  return random.chance(0.04) ? {} : filter;
}

/** One or two paths, then `_id`: no two documents are alike in it. */
export function randomSort(random: Random): Document {
  const chosen = random.some(random.chance(0.05) ? [...paths, ...positions] : paths, 2);
  const direction = () => new Int32(random.pick([1, -1]));
  return { ...Object.fromEntries(chosen.map((path) => [path, direction()])), _id: direction() };
}

/** Inclusion or exclusion, of `_id` too, sometimes with `$slice`. */
export function randomProjection(random: Random): Document {
  const shown = random.chance(0.5);
  const flag = (value: boolean) => (random.chance(0.5) ? value : new Int32(Number(value)));
  const chosen = apart(random.some(paths, 3));
  const projection: Document = Object.fromEntries(chosen.map((path) => [path, flag(shown)]));
  if (random.chance(0.3)) projection._id = flag(random.chance(0.5));
  if (random.chance(0.15)) {
    const whole = () => new Int32(random.below(5) - 2);
    const sliced = random.pick(['t', 'items', 'a', 'o.x']);
    if (apart([...chosen, sliced]).length > chosen.length)
      projection[sliced] = { $slice: random.chance(0.6) ? whole() : [whole(), new Int32(1 + random.below(2))] };
  }
  if (random.chance(0.04)) projection[random.pick(paths)] = random.pick(['$n', { $meta: 'textScore' }]);
  return projection;
}
