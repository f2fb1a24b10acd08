import { type Document, Int32 } from 'mongodb';
import { anyValue, apart, numberValue, paths, type Random, scalarValue } from './random.ts';
import { anyPath, likelyValue, randomFilter, randomProjection, randomSort } from './random-queries.ts';

type Documents = readonly Document[];

function pushed(random: Random, documents: Documents, path: string): unknown {
  const value = () => likelyValue(random, documents, path);
  if (random.chance(0.5)) return value();
  const modifiers: Document = { $each: [value(), ...random.list(2, value)] };
  if (random.chance(0.3)) modifiers.$slice = new Int32(random.pick([-2, -1, 1, 2]));
  if (random.chance(0.3)) modifiers.$position = new Int32(random.below(5) - 2);
  if (random.chance(0.3)) modifiers.$sort = random.chance(0.5) ? new Int32(random.pick([1, -1])) : { q: new Int32(1) };
  return modifiers;
}

function pulled(random: Random, documents: Documents, path: string): unknown {
  const kind = random.below(4);
  if (kind < 2) return likelyValue(random, documents, path);
  if (kind === 2) return { [random.pick(['$gt', '$lte', '$ne'])]: scalarValue(random) };
  if (random.chance(0.4)) return { $in: random.list(3, () => likelyValue(random, documents, path)) };
  const name = random.pick(['k', 'q', 'x', 'y']);
  return {
    [name]: random.chance(0.5) ? likelyValue(random, documents, `items.${name}`) : { $gte: numberValue(random) },
  };
}

const operands: Readonly<Record<string, (random: Random, documents: Documents, path: string) => unknown>> = {
  $set: (random, documents, path) => (random.chance(0.5) ? anyValue(random) : likelyValue(random, documents, path)),
  $unset: () => '',
  $inc: numberValue,
  $mul: numberValue,
  $min: likelyValue,
  $max: likelyValue,
  $rename: (random) => random.pick(['a', 's', 'renamed']),
  $push: pushed,
  $addToSet: (random, documents, path) =>
    random.chance(0.6)
      ? likelyValue(random, documents, path)
      : { $each: [scalarValue(random), ...random.list(2, () => likelyValue(random, documents, path))] },
  $pull: pulled,
  $pullAll: (random, documents, path) => random.list(3, () => likelyValue(random, documents, path)),
  $pop: (random) => new Int32(random.pick([1, -1])),
  $setOnInsert: scalarValue,
};

const usualPaths: Readonly<Record<string, readonly string[]>> = {
  $inc: ['n', 'm', 'o.x', 'items.0.q'],
  $mul: ['n', 'm', 'o.z'],
  $push: ['t', 'items', 'a', 'o.x', 'missing'],
  $addToSet: ['t', 'items', 'a', 'missing'],
  $pull: ['t', 'items', 'a', 'missing'],
  $pullAll: ['t', 'items', 'a'],
  $pop: ['t', 'items', 'a', 'missing'],
  $rename: ['n', 't', 'o', 'missing'],
};

/** Where there is nothing at the end of a path DocumentDB makes what leads to it, MongoDB does nothing. */
const dotless = new Set(['$pull', '$pullAll', '$pop', '$rename']);

/** Operators of an update, each with one or two paths. */
export function randomOperators(random: Random, documents: Documents): Document {
  const update: Document = {};
  const used: string[] = [];
  for (const name of random.some(Object.keys(operands), 2)) {
    const path = () =>
      random.chance(dotless.has(name) ? 1 : 0.7) ? random.pick(usualPaths[name] ?? paths) : anyPath(random);
    for (const one of random.chance(0.75) ? [path()] : [path(), path()]) {
      const operand = operands[name]?.(random, documents, one);
      const named = name === '$rename' ? [one, String(operand)] : [one];
      // of two paths of which one is within the other DocumentDB sometimes takes one
      if (apart([...used, ...named]).length < used.length + named.length) continue;
      used.push(...named);
      update[name] = { ...update[name], [one]: operand };
    }
  }
  return used.length > 0 ? update : { $set: { m: new Int32(7) } };
}

function replacement(random: Random): Document {
  const fields = { a: anyValue(random), b: scalarValue(random) };
  return random.chance(0.2) ? { _id: new Int32(random.below(9)), ...fields } : fields;
}

/** Equalities, from which an upsert takes the fields of the new document. */
function upsertFilter(random: Random, documents: Documents): Document {
  const filter: Document = random.chance(0.6) ? { _id: new Int32(random.below(12)) } : {};
  for (const path of random.some(['n', 's', 'o.x', 'a', 'b.c'], 2)) {
    const value = likelyValue(random, documents, path);
    filter[path] = random.chance(0.6) ? value : { [random.pick(['$eq', '$gt', '$ne'])]: value };
  }
  return random.chance(0.3) ? { $and: [filter, { s: 'upserted' }] } : filter;
}

function single(random: Random, documents: Documents): Document {
  const byId = { _id: new Int32(random.below(documents.length + 1)) };
  return random.chance(0.7) ? byId : { ...byId, ...randomFilter(random, documents, 0) };
}

/** An update, delete or findAndModify whose outcome does not depend on which document is found first. */
export function randomWrite(random: Random, documents: Documents): Document {
  const kind = random.below(12);
  const u = random.chance(0.85) ? randomOperators(random, documents) : replacement(random);
  const isReplacement = !Object.keys(u)[0]?.startsWith('$');
  if (kind < 4) return { update: 'c', updates: [{ q: single(random, documents), u }] };
  if (kind < 6 && !isReplacement)
    return { update: 'c', updates: [{ q: randomFilter(random, documents), u, multi: true }] };
  if (kind < 8)
    return {
      update: 'c',
      updates: [
        { q: upsertFilter(random, documents), u, upsert: true, ...(!isReplacement && { multi: random.chance(0.2) }) },
      ].map(one),
    };
  if (kind === 8) return { delete: 'c', deletes: [{ q: randomFilter(random, documents), limit: new Int32(0) }] };
  const found = {
    query: random.chance(0.5) ? single(random, documents) : randomFilter(random, documents),
    sort: randomSort(random),
  };
  const fields = random.chance(0.4) ? { fields: randomProjection(random) } : {};
  if (kind === 9) return { findAndModify: 'c', ...found, ...fields, remove: true };
  return { findAndModify: 'c', ...found, ...fields, update: u, new: random.chance(0.5) };
}

/** An upsert is of the one document of its `_id`, which the database would make up otherwise. */
function one(statement: Document): Document {
  return '_id' in statement.q ? statement : { ...statement, q: { ...statement.q, _id: new Int32(99) } };
}
