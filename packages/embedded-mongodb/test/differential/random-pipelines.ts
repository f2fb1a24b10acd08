import { type Document, Double, Int32 } from 'mongodb';
import { apart, dateValue, numberValue, paths, type Random, scalarValue, textValue } from './random.ts';
import { randomFilter, randomSort } from './random-queries.ts';

const numeric = ['$n', '$m', '$o.x', '$missing'];

function numberExpression(random: Random, depth: number): unknown {
  if (depth <= 0) return random.chance(0.7) ? random.pick(numeric) : numberValue(random);
  const inner = () => numberExpression(random, depth - 1);
  const kind = random.below(9);
  if (kind < 2) return { [random.pick(['$add', '$multiply'])]: [inner(), inner()] };
  if (kind === 2) return { $subtract: [inner(), inner()] };
  // a constant divisor of 0 is an error even for no documents
  if (kind < 5)
    return { [random.pick(['$divide', '$mod'])]: [inner(), random.pick([new Int32(3), new Double(2), ...numeric])] };
  if (kind < 7) return { [random.pick(['$floor', '$ceil', '$abs'])]: inner() };
  if (kind === 7) return { $size: { $ifNull: [random.pick(['$t', '$items']), []] } };
  return { $cond: [booleanExpression(random, depth - 1), inner(), inner()] };
}

function textExpression(random: Random, depth: number): unknown {
  if (depth <= 0) return random.chance(0.7) ? '$s' : { $literal: textValue(random) };
  const kind = random.below(4);
  if (kind < 2) return { $concat: [textExpression(random, depth - 1), '-', textExpression(random, depth - 1)] };
  if (kind === 2) return { [random.pick(['$toLower', '$toUpper'])]: textExpression(random, depth - 1) };
  return { $dateToString: { date: '$d', format: random.pick(['%Y-%m-%d', '%Y-%m', '%H:%M:%S.%L', '%d.%m.%Y %%']) } };
}

function booleanExpression(random: Random, depth: number): unknown {
  const inner = () => anyExpression(random, depth - 1);
  const kind = random.below(9);
  if (kind < 5) return { [random.pick(['$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$cmp'])]: [inner(), inner()] };
  if (kind < 7) return { [random.pick(['$and', '$or'])]: random.list(3, inner) };
  if (kind === 7) return { $not: [inner()] };
  return random.chance(0.5) ? { $isArray: [inner()] } : { $in: [inner(), { $cond: [{ $isArray: ['$t'] }, '$t', []] }] };
}

function arrayExpression(random: Random, depth: number): unknown {
  const inner = () => anyExpression(random, depth - 1);
  const field = random.pick(['$t', '$items', '$items.k', '$missing']);
  const kind = random.below(4);
  if (kind === 0) return [inner(), inner()];
  if (kind === 1) return { $concatArrays: [field, [inner()]] };
  if (kind === 2) return { $arrayElemAt: [field, new Int32(random.below(5) - 2)] };
  return { [random.pick(['$first', '$last'])]: field };
}

/** An expression of the supported set; most are of operands that have a type it takes. */
export function anyExpression(random: Random, depth: number): unknown {
  if (depth <= 0) return random.chance(0.7) ? `$${random.pick(paths)}` : { $literal: scalarValue(random) };
  const kind = random.below(12);
  if (kind < 3) return numberExpression(random, depth);
  if (kind < 5) return textExpression(random, depth);
  if (kind < 7) return booleanExpression(random, depth);
  if (kind === 7) return arrayExpression(random, depth);
  if (kind === 8) return { $ifNull: [anyExpression(random, depth - 1), anyExpression(random, 0)] };
  if (kind === 9)
    return random.chance(0.5)
      ? { [random.pick(['$year', '$month', '$dayOfMonth', '$hour'])]: '$d' }
      : { $subtract: ['$d', random.chance(0.5) ? dateValue(random) : new Int32(1_000)] };
  if (kind === 10) return { p: anyExpression(random, depth - 1), q: `$${random.pick(paths)}` };
  return random.chance(0.3) ? random.pick(['$$ROOT', '$$REMOVE', '$$ROOT.n']) : `$${random.pick(paths)}`;
}

function projectStage(random: Random): Document {
  const stage: Document = {};
  const exclusion = random.chance(0.2);
  for (const path of apart(random.some(paths, 3))) stage[path] = exclusion ? new Int32(0) : true;
  const names = ['p', 'q', 'r'];
  // MongoDB puts computed fields last, DocumentDB in the place of a stored one of that name
  if (!exclusion) for (const name of random.some(names, 2)) stage[name] = anyExpression(random, 2);
  if (random.chance(0.3)) stage._id = random.chance(0.7) ? false : new Int32(1);
  return { $project: stage };
}

function addFieldsStage(random: Random): Document {
  const names = random.some(['p', 'q', 'n', 'o', 't'], 2);
  return {
    [random.pick(['$addFields', '$set'])]: Object.fromEntries(names.map((name) => [name, anyExpression(random, 2)])),
  };
}

const accumulators: Readonly<Record<string, (random: Random) => unknown>> = {
  $sum: (random) => (random.chance(0.4) ? new Int32(1) : numberExpression(random, 1)),
  $avg: (random) => numberExpression(random, 0),
  $min: (random) => anyExpression(random, 0),
  $max: (random) => anyExpression(random, 0),
  $addToSet: (random) => ({ $ifNull: [random.pick(['$m', '$s']), null] }),
  $count: () => ({}),
};
const ordered: typeof accumulators = {
  // MongoDB makes null of a missing field, DocumentDB leaves it out
  $first: (random) => ({ $ifNull: [anyExpression(random, 0), null] }),
  $last: (random) => ({ $ifNull: [anyExpression(random, 0), null] }),
  $push: (random) => anyExpression(random, 0),
};

function groupStage(random: Random, isOrdered: boolean): Document {
  // MongoDB groups a missing field with null, DocumentDB does not
  const present = (expression: unknown) => ({ $ifNull: [expression, null] });
  // of equal numbers that have different types either may stand for the group
  const single = () => present(random.pick(['$m', '$s', '$d']));
  const id = random.chance(0.2)
    ? null
    : random.chance(0.6)
      ? single()
      : { p: single(), q: present(numberExpression(random, 1)) };
  const makers = isOrdered ? { ...accumulators, ...ordered } : accumulators;
  const names = random.some(Object.keys(makers), 3);
  const fields = names.map((name, at) => [`g${at}`, { [name]: makers[name]?.(random) }]);
  return { $group: { _id: id, ...Object.fromEntries(fields) } };
}

function unwindStage(random: Random): Document {
  const path = `$${random.pick(['t', 'items', 'a', 'o.x', 'n'])}`;
  if (random.chance(0.5)) return { $unwind: path };
  return {
    $unwind: {
      path,
      ...(random.chance(0.6) && { preserveNullAndEmptyArrays: random.chance(0.7) }),
      ...(random.chance(0.4) && { includeArrayIndex: random.pick(['i', 'o.i']) }),
    },
  };
}

/** A pipeline, first in the order of `_id`; what follows `$group` and `$unwind` is compared without order. */
export function randomPipeline(random: Random, documents: readonly Document[]): Document[] {
  const stages: Document[] = [];
  if (random.chance(0.4)) stages.push({ $match: randomFilter(random, documents, 1) });
  if (random.chance(0.3)) stages.push({ $sort: randomSort(random) });
  if (stages.some((stage) => '$sort' in stage) && random.chance(0.5)) {
    stages.push(...(random.chance(0.4) ? [{ $skip: new Int32(random.below(4)) }] : []), {
      $limit: new Int32(1 + random.below(6)),
    });
  }
  const kind = random.below(10);
  if (kind < 3) stages.push(projectStage(random));
  else if (kind < 5) stages.push(addFieldsStage(random));
  else if (kind < 8) {
    // of two sorts DocumentDB keeps the first
    if (!stages.some((stage) => '$sort' in stage)) stages.push({ $sort: { _id: new Int32(1) } });
    // DocumentDB does not keep the order of what $unwind gives
    const unwinds = random.chance(0.2);
    stages.push(...(unwinds ? [unwindStage(random)] : []), groupStage(random, !unwinds));
  } else if (kind === 8) stages.push(unwindStage(random));
  // of no documents DocumentDB counts 0, MongoDB gives no document
  else if (stages.length === 0 && random.chance(0.5)) stages.push({ $count: 'n' });
  else stages.push({ $unset: random.chance(0.5) ? random.pick(paths) : apart(random.some(paths, 2)) });
  // after expressions DocumentDB evaluates only those whose values are shown or filtered by
  if (kind >= 8 && random.chance(0.4)) stages.push({ $match: randomFilter(random, documents, 0) });
  return stages;
}
