import { serialize } from 'bson';
import { compilePipeline, type DocumentStream, encoded, fieldsRead, matchFilter, stageNumber } from '../aggregation.ts';
import type { ByteSource } from '../cursors.ts';
import { type Selection, search, YIELD } from '../find-documents.ts';
import { onlyFields } from '../projection.ts';
import { parseSort } from '../sorting.ts';
import { StoreError, unsupported } from '../store-error.ts';
import { compareValues, type Doc, isDoc, toDouble, typeOf } from '../values.ts';
import { decodeTyped } from '../wire.ts';
import type { Answer, Command, CommandDefinition, Store } from './command.ts';
import { countMatching, openCursor } from './reading.ts';

/** The leading stages that a plan can do, and the rest. */
interface Split {
  readonly selection: Selection;
  readonly rest: readonly Doc[];
}

function splitPipeline(pipeline: readonly Doc[], hint: unknown): Split {
  const rest = [...pipeline];
  const take = (name: string): unknown => (rest[0] && name in rest[0] ? rest.shift()?.[name] : undefined);
  const match = take('$match');
  const sort = parseSort(take('$sort'));
  const skip = take('$skip');
  const limit = take('$limit');
  const selection = {
    filter: match === undefined ? {} : matchFilter(match),
    sort,
    skip: skip === undefined ? 0 : stageNumber(skip, '$skip', 0),
    limit: limit === undefined ? 0 : stageNumber(limit, '$limit', 1),
    hint,
  };
  return { selection, rest };
}

async function aggregate(command: Command, store: Store): Promise<Answer> {
  const { pipeline } = command.typed();
  const { cursor, hint } = command.body;
  if (!Array.isArray(pipeline) || !pipeline.every(isDoc))
    throw new StoreError(14, "'pipeline' option must be specified as an array");
  if (!isDoc(cursor))
    throw new StoreError(9, "The 'cursor' option is required, except for aggregate with the explain argument");
  const batchSize = typeof cursor.batchSize === 'number' ? cursor.batchSize : undefined;
  // all stages, so that a fault of one is found before any runs
  compilePipeline(pipeline, () => []);
  if (typeof command.body.aggregate !== 'string') throw unsupported('an aggregation of a whole database');
  const split = splitPipeline(pipeline, hint);
  const counted = countedField(split.rest);
  if (!counted) return openCursor(command, store, results(command, store, split), { batchSize });
  const collection = { db: command.db, name: command.collection };
  const n = await countMatching(store, collection, split.selection, command.deadline);
  const result = n > 0 ? [serialize(counted(n))] : [];
  return openCursor(command, store, result[Symbol.iterator](), { batchSize });
}

/** `{$group: {_id: constant, n: {$sum: 1}}}` or `{$count: 'n'}` alone: counting, as drivers ask for it. */
function countedField(rest: readonly Doc[]): ((n: number) => Doc) | undefined {
  const [stage] = rest;
  if (!stage || rest.length !== 1) return undefined;
  if (typeof stage.$count === 'string') return (n) => ({ [String(stage.$count)]: n });
  const { $group: group } = stage;
  if (!isDoc(group)) return undefined;
  const [id, field, ...others] = Object.entries(group);
  const isConstant = id?.[0] === '_id' && (id[1] === null || typeOf(id[1]) === 'number');
  if (!isConstant || !field || others.length > 0 || !isDoc(field[1])) return undefined;
  const isCount = compareValues(field[1], { $sum: 1 }) === 0 && toDouble(field[1].$sum) === 1;
  return isCount ? (n) => ({ _id: id[1], [field[0]]: n }) : undefined;
}

function results({ db, collection }: Command, store: Store, { selection, rest }: Split): ByteSource {
  const documentsOf = (name: string, of: Selection): Documents => {
    const spec = store.catalog.find(db, name);
    return spec ? search(store.storage, spec, of).documents : [];
  };
  const documents = documentsOf(collection, selection);
  if (rest.length === 0) return storedBytes(documents);
  const fields = fieldsRead(rest);
  const run = compilePipeline(rest, (from, filter) => decoded(documentsOf(from, { filter }), whole));
  return encoded(run(decoded(documents, fields ? onlyFields(fields) : whole)));
}

const whole = (bytes: Uint8Array): Uint8Array => bytes;

type Documents = Iterable<{ readonly bytes: Uint8Array } | typeof YIELD>;

function* decoded(
  documents: Documents,
  pick: (bytes: Uint8Array) => Uint8Array,
): DocumentStream & Generator<Doc | typeof YIELD> {
  for (const document of documents) yield document === YIELD ? YIELD : decodeTyped(pick(document.bytes));
}

function* storedBytes(documents: Documents): Generator<Uint8Array | typeof YIELD> {
  for (const document of documents) yield document === YIELD ? YIELD : document.bytes;
}

export const aggregationCommands: Readonly<Record<string, CommandDefinition>> = {
  aggregate: { options: ['pipeline', 'cursor', 'hint', 'allowDiskUse', 'bypassDocumentValidation'], run: aggregate },
};
