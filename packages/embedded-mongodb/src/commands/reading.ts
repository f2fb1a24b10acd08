import { Long } from 'bson';
import { CooperativeYielder } from '../cooperative-yielder.ts';
import { type ByteSource, PeekingSource, takeBatch } from '../cursors.ts';
import { type Search, type Selection, search, YIELD } from '../find-documents.ts';
import { encodeValue } from '../key-encoding.ts';
import { isArrayPosition, rootField, valuesAt } from '../paths.ts';
import type { Plan } from '../planner.ts';
import { compileProjection, onlyFields } from '../projection.ts';
import { countEntries } from '../scan.ts';
import { parseSort } from '../sorting.ts';
import { StoreError, unsupported } from '../store-error.ts';
import { type Doc, isDoc } from '../values.ts';
import { cursorReply, decodeTyped } from '../wire.ts';
import type { Answer, Command, CommandDefinition, Store } from './command.ts';

const firstBatchSize = 101;

/** Answers with a first batch and keeps the rest under a cursor. `batchSize` undefined is the default. */
export async function openCursor(
  command: Command,
  store: Store,
  source: ByteSource,
  options: { batchSize: number | undefined; single?: boolean; ns?: string },
): Promise<Buffer> {
  const peeking = new PeekingSource(source);
  const batch = await takeBatch(peeking, options.batchSize ?? firstBatchSize, new CooperativeYielder(command.deadline));
  const ns = options.ns ?? command.ns;
  const id = batch.exhausted || options.single ? 0n : store.cursors.add(ns, peeking);
  return cursorReply('firstBatch', batch.documents, { id, ns });
}

function selectionOf(command: Command, filterName: string): Selection {
  const limit = command.count('limit') ?? 0;
  return {
    filter: command.doc(filterName),
    sort: parseSort(command.body.sort),
    skip: command.count('skip') ?? 0,
    limit,
    hint: command.body.hint,
  };
}

async function find(command: Command, store: Store): Promise<Answer> {
  const spec = store.catalog.find(command.db, command.collection);
  const selection = selectionOf(command, 'filter');
  const project = compileProjection(command.doc('projection'));
  const batchSize = command.count('batchSize');
  const single = command.body.singleBatch === true;
  if (!spec) return openCursor(command, store, [][Symbol.iterator](), { batchSize, single });
  return openCursor(command, store, projected(search(store.storage, spec, selection), project), { batchSize, single });
}

function* projected(
  { documents }: Search,
  project: ReturnType<typeof compileProjection>,
): Generator<Uint8Array | typeof YIELD> {
  for (const document of documents) yield document === YIELD ? YIELD : project(document);
}

async function getMore(command: Command, store: Store): Promise<Answer> {
  const id = cursorId(command.body.getMore);
  const ns = `${command.db}.${String(command.body.collection)}`;
  const cursor = store.cursors.get(id, ns);
  const size = command.count('batchSize') || Number.POSITIVE_INFINITY;
  const batch = await takeBatch(cursor.source, size, new CooperativeYielder(command.deadline));
  if (batch.exhausted) store.cursors.remove(id);
  return cursorReply('nextBatch', batch.documents, { id: batch.exhausted ? 0n : id, ns });
}

function cursorId(value: unknown): bigint {
  if (typeof value === 'number') return BigInt(value);
  if (value instanceof Long) return value.toBigInt();
  throw new StoreError(14, "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
}

function killCursors(command: Command, store: Store): Answer {
  const given = command.body.cursors;
  const ids = Array.isArray(given) ? given.map(cursorId) : [];
  const cursorsKilled: Long[] = [];
  const cursorsNotFound: Long[] = [];
  for (const id of ids) (store.cursors.remove(id) ? cursorsKilled : cursorsNotFound).push(Long.fromBigInt(id));
  return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [] };
}

/** How many documents match, from the keys alone where an index knows. */
export async function countMatching(
  store: Store,
  collection: { db: string; name: string },
  selection: Selection,
  deadline: number,
): Promise<number> {
  const spec = store.catalog.find(collection.db, collection.name);
  if (!spec) return 0;
  const found = search(store.storage, spec, selection);
  const { skip = 0, limit = 0 } = selection;
  if (found.plan.exact || (isEmpty(selection.filter) && found.plan.index.name === '_id_')) {
    const rest = Math.max(0, countEntries(store.storage, found.plan) - skip);
    return limit > 0 ? Math.min(limit, rest) : rest;
  }
  const yielder = new CooperativeYielder(deadline);
  let n = 0;
  for (const document of found.documents) {
    if (document === YIELD) await yielder.yieldIfDue();
    else n++;
  }
  return n;
}

function isEmpty(filter: Doc): boolean {
  return Object.keys(filter).length === 0;
}

async function count(command: Command, store: Store): Promise<Answer> {
  const selection = selectionOf(command, 'query');
  return { n: await countMatching(store, { db: command.db, name: command.collection }, selection, command.deadline) };
}

async function distinct(command: Command, store: Store): Promise<Answer> {
  const { key } = command.body;
  if (typeof key !== 'string')
    throw new StoreError(14, "BSON field 'distinct.key' is the wrong type, expected type 'string'");
  const parts = key.split('.');
  if (parts.some(isArrayPosition)) throw unsupported(`distinct by the position of an element (${key})`);
  const spec = store.catalog.find(command.db, command.collection);
  if (!spec) return { values: [] };
  const yielder = new CooperativeYielder(command.deadline);
  const pick = onlyFields([rootField(key)]);
  // by their encodings, so that numbers of different types are equal
  const values = new Map<string, unknown>();
  const selection = { filter: command.doc('query'), hint: command.body.hint };
  for (const document of search(store.storage, spec, selection).documents) {
    if (document === YIELD) {
      await yielder.yieldIfDue();
      continue;
    }
    for (const value of distinctValues(decodeTyped(pick(document.bytes)), parts)) {
      const encoded = encodeValue(value, Number.POSITIVE_INFINITY).bytes.toString('latin1');
      if (!values.has(encoded)) values.set(encoded, value);
    }
  }
  return { values: [...values.values()] };
}

/** The values at a path, and of an array its elements in its place. */
function distinctValues(doc: Doc, parts: readonly string[]): unknown[] {
  const { leaves } = valuesAt(doc, parts);
  return leaves.flatMap((leaf) => (Array.isArray(leaf) ? leaf : leaf === undefined ? [] : [leaf]));
}

/** Explains find, count, distinct and aggregate (its leading $match and $sort): which index, and what it read. */
function explain(command: Command, store: Store): Answer {
  const inner = command.body.explain;
  if (!isDoc(inner)) throw new StoreError(14, "BSON field 'explain' is the wrong type, expected type 'object'");
  const [name = ''] = Object.keys(inner);
  if (!['find', 'count', 'distinct', 'aggregate'].includes(name)) throw unsupported(`explain of ${name}`);
  const collection = String(inner[name]);
  const namespace = `${command.db}.${collection}`;
  const spec = store.catalog.find(command.db, collection);
  if (!spec) return { queryPlanner: { namespace, winningPlan: { stage: 'EOF' } } };
  const selection = name === 'aggregate' ? pipelineSelection(inner.pipeline) : explainedSelection(inner);
  const found = search(store.storage, spec, selection);
  const queryPlanner = {
    namespace,
    parsedQuery: selection.filter,
    winningPlan: describe(found.plan, selection),
    rejectedPlans: [],
  };
  if (command.body.verbosity === 'queryPlanner') return { queryPlanner };
  let nReturned = 0;
  for (const document of found.documents) if (document !== YIELD) nReturned++;
  const { keys, documents } = found.counts;
  const isScan = found.plan.index.name === '_id_' && !found.plan.bounded;
  return {
    queryPlanner,
    executionStats: {
      executionSuccess: true,
      nReturned,
      totalKeysExamined: isScan ? 0 : keys,
      totalDocsExamined: documents,
    },
  };
}

function explainedSelection(inner: Doc): Selection {
  const filter = inner.filter ?? inner.query;
  const number = (value: unknown) => (typeof value === 'number' ? value : 0);
  return {
    filter: isDoc(filter) ? filter : {},
    sort: parseSort(inner.sort),
    skip: number(inner.skip),
    limit: number(inner.limit),
    hint: inner.hint,
  };
}

function pipelineSelection(pipeline: unknown): Selection {
  const stages = Array.isArray(pipeline) ? pipeline.filter(isDoc) : [];
  const match = stages[0]?.$match;
  return { filter: isDoc(match) ? match : {}, sort: parseSort(stages.find((stage) => '$sort' in stage)?.$sort) };
}

function describe(plan: Plan, selection: Selection): Doc {
  const direction = plan.reverse ? 'backward' : 'forward';
  const { name, key, multikey } = plan.index;
  const isScan = name === '_id_' && !plan.bounded;
  const input = isScan
    ? { stage: 'COLLSCAN', direction }
    : {
        stage: 'FETCH',
        inputStage: { stage: 'IXSCAN', indexName: name, keyPattern: key, isMultiKey: multikey, direction },
      };
  return plan.sorted
    ? input
    : { stage: 'SORT', sortPattern: Object.fromEntries(selection.sort ?? []), inputStage: input };
}

const selectionOptions = ['skip', 'limit', 'hint'];

export const readingCommands: Readonly<Record<string, CommandDefinition>> = {
  find: {
    options: [
      'filter',
      'sort',
      'projection',
      'batchSize',
      'singleBatch',
      'allowDiskUse',
      'noCursorTimeout',
      'allowPartialResults',
      ...selectionOptions,
    ],
    run: find,
  },
  getMore: { options: ['collection', 'batchSize'], run: getMore },
  killCursors: { options: ['cursors'], run: killCursors },
  count: { options: ['query', 'fields', ...selectionOptions], run: count },
  distinct: { options: ['key', 'query', 'hint'], run: distinct },
  explain: { options: ['verbosity'], run: explain },
};
