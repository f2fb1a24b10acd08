import { serialize } from 'bson';
import { compilePipeline } from '../aggregation.ts';
import { CooperativeYielder } from '../cooperative-yielder.ts';
import type { ByteSource } from '../cursors.ts';
import { pause, type Selection, search } from '../find-documents.ts';
import { parseSort } from '../sorting.ts';
import { StoreError } from '../store-error.ts';
import { compareValues, type Doc, isDoc } from '../values.ts';
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
  if (match !== undefined && !isDoc(match))
    throw new StoreError(15959, 'the match filter must be an expression in an object');
  const sort = parseSort(take('$sort'));
  const skip = stageNumber(take('$skip'), '$skip', 0);
  const limit = stageNumber(take('$limit'), '$limit', 1);
  return { selection: { filter: match ?? {}, sort, skip, limit, hint }, rest };
}

function stageNumber(value: unknown, stage: string, least: number): number {
  if (value === undefined) return 0;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least) {
    throw new StoreError(15958, `invalid argument to ${stage} stage: expected an integer of at least ${least}`);
  }
  return value;
}

async function aggregate(command: Command, store: Store): Promise<Answer> {
  const { pipeline, cursor } = command.body;
  if (!Array.isArray(pipeline) || !pipeline.every(isDoc))
    throw new StoreError(14, "'pipeline' option must be specified as an array");
  if (!isDoc(cursor))
    throw new StoreError(9, "The 'cursor' option is required, except for aggregate with the explain argument");
  const batchSize = typeof cursor.batchSize === 'number' ? cursor.batchSize : undefined;
  const run = compilePipeline(store, command.db, pipeline);
  const split = splitPipeline(pipeline, command.body.hint);
  if (typeof command.body.aggregate !== 'string') {
    return openCursor(command, store, run(pipeline, []), { batchSize, ns: `${command.db}.$cmd.aggregate` });
  }
  const counted = countedField(split.rest);
  if (counted) {
    const n = await countMatching(
      store,
      { db: command.db, name: command.collection },
      split.selection,
      command.deadline,
    );
    const result = n > 0 ? [serialize(counted(n))] : [];
    return openCursor(command, store, result[Symbol.iterator](), { batchSize });
  }
  return openCursor(command, store, await source(command, store, split, run), { batchSize });
}

/** `{$group: {_id: constant, n: {$sum: 1}}}` or `{$count: 'n'}` alone: counting, as drivers ask for it. */
function countedField(rest: readonly Doc[]): ((n: number) => Doc) | undefined {
  const [stage] = rest;
  if (!stage || rest.length !== 1) return undefined;
  if (typeof stage.$count === 'string') return (n) => ({ [String(stage.$count)]: n });
  const { $group: group } = stage;
  if (!isDoc(group)) return undefined;
  const [id, field, ...others] = Object.entries(group);
  const isConstant = id?.[0] === '_id' && (id[1] === null || typeof id[1] === 'number');
  if (!isConstant || !field || others.length > 0 || compareValues(field[1], { $sum: 1 }) !== 0) return undefined;
  return (n) => ({ _id: id[1], [field[0]]: n });
}

async function source(
  command: Command,
  store: Store,
  split: Split,
  run: ReturnType<typeof compilePipeline>,
): Promise<ByteSource> {
  const spec = store.catalog.find(command.db, command.collection);
  const documents = spec ? search(store.storage, spec, split.selection).documents : [];
  if (split.rest.length === 0) return storedBytes(documents);
  const yielder = new CooperativeYielder(command.deadline);
  const input: Doc[] = [];
  for (const document of documents) {
    if (document === pause) await yielder.yieldIfDue();
    else input.push(document.doc);
  }
  return run(split.rest, input);
}

function* storedBytes(
  documents: Iterable<{ readonly bytes: Uint8Array } | typeof pause>,
): Generator<Uint8Array | typeof pause> {
  for (const document of documents) yield document === pause ? pause : document.bytes;
}

export const aggregationCommands: Readonly<Record<string, CommandDefinition>> = {
  aggregate: { options: ['pipeline', 'cursor', 'hint', 'allowDiskUse', 'bypassDocumentValidation'], run: aggregate },
};
