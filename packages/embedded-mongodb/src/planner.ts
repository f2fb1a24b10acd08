import { type CollectionSpec, type IndexSpec, multikeyPathsOf } from './catalog.ts';
import { compileIndex } from './index-keys.ts';
import { type Branch, branchesOf, type Condition, type Interval, intersect, intervalsOf } from './intervals.ts';

import { groupStreams, rangesOf, type Stream } from './plan-ranges.ts';
import { compileFilter } from './query.ts';
import { keyspace, keyspacePrefix } from './storage.ts';
import { StoreError } from './store-error.ts';
import { compareValues, type Doc, isDoc, typeOrder } from './values.ts';

export type SortSpec = readonly (readonly [path: string, direction: 1 | -1])[];

/** How to find the documents of a filter. Whatever it finds is checked against the whole filter afterwards. */
export interface Plan {
  /** First bytes of the keys of the collection's documents. */
  readonly collectionPrefix: Buffer;
  readonly index: IndexSpec;
  readonly streams: readonly Stream[];
  readonly reverse: boolean;
  /** Documents come in the order asked for. */
  readonly sorted: boolean;
  /** The entries in the ranges are the matching documents, one each: counting them counts the documents. */
  readonly exact: boolean;
  /** The very keys in the documents table, when the plan is for given ids: these need no cursor. */
  readonly keys?: readonly Buffer[];
  /** Nothing bounds the scan: MongoDB calls it COLLSCAN when it runs over `_id_`. */
  readonly bounded: boolean;
}

/** Beyond all other merits: one entry at most. */
const uniqueScore = 100;

/** Chooses an index. Throws BadValue when `hint` names none. */
export function choosePlan(spec: CollectionSpec, filter: Doc, sort: SortSpec, hint?: unknown): Plan {
  const branches = branchesOf(filter);
  const idIndex = spec.indexes[0];
  if (!idIndex) throw new Error('a collection without its _id index');
  if (hint !== undefined) return hintedPlan(spec, idIndex, branches, sort, hint);
  let best = wholeScan(spec.id, idIndex, sort);
  let bestScore = best.sorted && sort.length > 0 ? 1 : 0;
  for (const index of spec.indexes) {
    const found = planIndex(spec.id, index, branches, sort);
    if (!found || found.score <= bestScore) continue;
    best = found.plan;
    bestScore = found.score;
    if (bestScore >= uniqueScore) break;
  }
  return best;
}

function hintedPlan(
  spec: CollectionSpec,
  idIndex: IndexSpec,
  branches: readonly Branch[],
  sort: SortSpec,
  hint: unknown,
): Plan {
  if (isDoc(hint) && '$natural' in hint) return wholeScan(spec.id, idIndex, sort);
  const index = spec.indexes.find(
    (one) => !one.building && (one.name === hint || (isDoc(hint) && compareValues(one.key, hint) === 0)),
  );
  if (!index)
    throw new StoreError(
      2,
      'planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  return planIndex(spec.id, index, branches, sort)?.plan ?? wholeScan(spec.id, index, sort);
}

function wholeScan(collectionId: number, index: IndexSpec, sort: SortSpec): Plan {
  const direction = sortDirection(index, [[]], sort);
  return {
    index,
    collectionPrefix: keyspacePrefix(collectionId),
    streams: [{ shared: 4, ranges: [keyspace(index.id)] }],
    reverse: direction?.reverse ?? false,
    sorted: direction !== undefined,
    exact: false,
    bounded: false,
  };
}

/** The use of one index for a filter, and how good it is; undefined when it is of no use or could miss documents. */
function planIndex(
  collectionId: number,
  index: IndexSpec,
  branches: readonly Branch[],
  sort: SortSpec,
): { plan: Plan; score: number } | undefined {
  if (index.building || !branches.every((branch) => holdsAll(index, branch))) return undefined;
  const bounds = branches.map((branch) => fieldBounds(index, branch));
  const direction = sortDirection(
    index,
    bounds.map((one) => one.intervals),
    sort,
  );
  const bounded = bounds.every((one) => one.intervals[0] !== undefined);
  const sortScore = direction && sort.length > 0 ? 3 : 0;
  if (!bounded) return sortScore ? { plan: wholeScan(collectionId, index, sort), score: 1 } : undefined;
  const ranges = bounds.flatMap((one) => rangesOf(index, one.intervals));
  const streams = direction ? groupStreams(ranges, direction.after) : undefined;
  const depth = Math.min(...bounds.map((one) => one.intervals.filter(Boolean).length + one.points));
  const plan: Plan = {
    index,
    collectionPrefix: keyspacePrefix(collectionId),
    streams: streams ?? groupStreams(ranges, 0) ?? [],
    reverse: streams ? (direction?.reverse ?? false) : false,
    sorted: streams !== undefined,
    exact: !index.multikey && bounds.every((one) => one.exact),
    bounded: true,
  };
  const isById = index.name === '_id_' && bounds.every((one) => one.points === 1);
  const unique = index.unique && bounds.every((one) => one.points === Object.keys(index.key).length);
  const keyed =
    isById && !plan.reverse
      ? { ...plan, keys: plan.streams.flatMap((one) => one.ranges.map(({ from }) => from)) }
      : plan;
  // entries that need no second look can be counted without reading a document
  const exactScore = plan.exact ? 1 : 0;
  return { plan: keyed, score: depth * 4 + (streams ? sortScore : 0) + exactScore + (unique ? uniqueScore : 0) };
}

interface FieldBounds {
  /** For the leading fields of the index, until one is not bounded. */
  readonly intervals: readonly (readonly Interval[])[];
  readonly points: number;
  readonly exact: boolean;
}

function fieldBounds(index: IndexSpec, branch: Branch): FieldBounds {
  const { fields, fieldLimit } = compileIndex(index);
  const intervals: Interval[][] = [];
  let used = 0;
  let points = 0;
  let exact = branch.complete;
  for (const { path } of fields) {
    const bounds: Interval[][] = [];
    const conditions = branch.conditions.filter((condition) => condition.path === path);
    for (const condition of conditions) {
      const allowed = intervalsOf(condition, fieldLimit, index.inexact);
      if (allowed) bounds.push(allowed);
    }
    const [first] = bounds;
    if (!first) break;
    // elements of one array may fulfil two conditions between them: then only one of these can bound the scan
    const combined = index.multikey ? (bounds.find(allPoints) ?? first) : bounds.reduce(intersect);
    used += index.multikey ? 0 : bounds.length;
    exact &&= combined.every((one) => one.exact);
    intervals.push(combined);
    if (!allPoints(combined)) break;
    points++;
  }
  return { intervals, points, exact: exact && used === branch.conditions.length };
}

function allPoints(intervals: readonly Interval[]): boolean {
  return intervals.every((one) => one.point !== undefined);
}

/** Whether the index has an entry for every document the branch can match: sparse and partial ones leave some out. */
function holdsAll(index: IndexSpec, branch: Branch): boolean {
  if (index.sparse && !branch.conditions.some((one) => one.path in index.key && excludesNull(one))) return false;
  return Object.entries(index.partialFilterExpression ?? {}).every(([path, wanted]) =>
    branch.conditions.some((one) => one.path === path && implies(one, path, wanted)),
  );
}

function excludesNull(condition: Condition): boolean {
  if (condition.operator === '$exists') return condition.operand === true;
  const nullKey = Buffer.from([typeOrder.null]);
  return intervalsOf(condition, 64)?.every((one) => !one.from.equals(nullKey)) ?? false;
}

function implies(condition: Condition, path: string, wanted: unknown): boolean {
  const { operator, operand } = condition;
  if (isDoc(wanted) && Object.keys(wanted).length === 1) {
    if (operator in wanted && compareValues(wanted[operator], operand) === 0) return true;
    if (wanted.$exists === true && excludesNull(condition)) return true;
  }
  if (path.includes('.')) return false;
  const possible = operator === '$eq' ? [operand] : operator === '$in' && Array.isArray(operand) ? operand : [];
  const test = compileFilter({ [path]: wanted });
  return possible.length > 0 && possible.every((value) => value !== null && test({ [path]: value }));
}

/** Whether the index yields the sort, from which field on (`after` fields are points), and in which direction. */
function sortDirection(
  index: IndexSpec,
  branches: readonly (readonly (readonly Interval[])[])[],
  sort: SortSpec,
): { after: number; reverse: boolean } | undefined {
  const { fields: own } = compileIndex(index);
  const fields = own.some(({ path }) => path === '_id') ? own : [...own, { path: '_id', direction: 1 as const }];
  const isSingle = (at: number) => {
    const point = branches[0]?.[at]?.[0]?.point;
    return point !== undefined && branches.every((one) => one[at]?.length === 1 && one[at]?.[0]?.point?.equals(point));
  };
  // of an array the order goes by its least or greatest element, which need not be the one of an entry
  const arrays = multikeyPathsOf(index);
  if (sort.some(([path]) => arrays.includes(path))) return undefined;
  const open = sort.filter(([path]) => !fields.some((field, at) => field.path === path && isSingle(at)));
  const [first] = open;
  if (!first) return { after: 0, reverse: false };
  if (index.inexact || (index.sparse !== false && branches.every((one) => one.length === 0))) return undefined;
  const after = fields.findIndex(({ path }) => path === first[0]);
  if (
    after < 0 ||
    !branches.every((one) => one.slice(0, after).length === after && one.slice(0, after).every(allPoints))
  )
    return undefined;
  let at = after;
  const signs = new Set<number>();
  for (const [path, direction] of open) {
    while (fields[at] && fields[at]?.path !== path && isSingle(at)) at++;
    const field = fields[at++];
    if (field?.path !== path) return undefined;
    signs.add(direction * field.direction);
  }
  return signs.size === 1 ? { after, reverse: signs.has(-1) } : undefined;
}
