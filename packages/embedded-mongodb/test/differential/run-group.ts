import { BSON, type Db, type Document, MongoServerError } from 'mongodb';
import type { CaseGroup } from './random-cases.ts';

/**
 * What a database answered: canonical extended JSON (which tells types and order of fields), or the code of an error.
 * `state` is of the documents that a write changed, made or removed.
 */
export type Answer = { readonly ok: string; readonly state?: string } | { readonly error: number };

const typed = { promoteValues: false, promoteLongs: false, bsonRegExp: true } as const;

/** A zero has no sign: that of a result is not documented. */
const text = (value: unknown): string => BSON.EJSON.stringify(value, { relaxed: false }).replaceAll('"-0.0"', '"0.0"');

/** The collection of all cases; commands name it `c`. */
interface Place {
  readonly db: Db;
  readonly collection: string;
}

/** Runs a group in an empty collection: one answer for the indexes, one for the documents, then one for each command. */
export async function runGroup(place: Place, group: CaseGroup): Promise<Answer[]> {
  await run(place, { drop: 'c' }).catch(() => undefined);
  const answers: Answer[] = [];
  const makeIndexes = async () => {
    for (const index of group.indexes) answers.push(await answerOf(place, { createIndexes: 'c', indexes: [index] }));
  };
  if (group.indexesFirst) await makeIndexes();
  answers.push(await answerOf(place, { insert: 'c', documents: group.documents, ordered: false }));
  if (!group.indexesFirst) await makeIndexes();
  const initial = await documentsOf(place);
  for (const command of group.commands) {
    const writes = 'update' in command || 'delete' in command || 'findAndModify' in command;
    const answer = await answerOf(place, command);
    const state = writes ? changes(initial, await documentsOf(place)) : noChanges;
    answers.push('ok' in answer && writes ? { ok: answer.ok, state } : answer);
    if (state !== noChanges) await restore(place, initial);
  }
  return answers.map((answer) => shortened(answer, initial));
}

/** A stored document that an answer shows as it is stands there as its `_id` after an @. */
function shortened(answer: Answer, documents: readonly Document[]): Answer {
  if ('error' in answer) return answer;
  const ok = documents.reduce<string>(
    (all, one) => all.replaceAll(text(one), JSON.stringify(`@${one._id}`)),
    answer.ok,
  );
  return { ...answer, ok };
}

function run({ db, collection }: Place, command: Document): Promise<Document> {
  const [name = ''] = Object.keys(command);
  return db.command({ ...command, [name]: collection }, typed);
}

async function restore(place: Place, documents: readonly Document[]): Promise<void> {
  await run(place, { delete: 'c', deletes: [{ q: {}, limit: 0 }] });
  if (documents.length > 0) await run(place, { insert: 'c', documents });
}

const noChanges = text({ changed: [], removed: [] });

function changes(before: readonly Document[], after: readonly Document[]): string {
  const known = new Set(before.map(text));
  const left = new Set(after.map((one) => text(one._id)));
  const changed = after.filter((one) => !known.has(text(one)));
  const removed = before.map((one) => one._id).filter((id) => !left.has(text(id)));
  return text({ changed, removed });
}

async function documentsOf(place: Place): Promise<Document[]> {
  const found = await run(place, { find: 'c', filter: {}, batchSize: 1_000 });
  return found.cursor.firstBatch.sort((a: Document, b: Document) => (text(a._id) < text(b._id) ? -1 : 1));
}

async function answerOf(place: Place, command: Document): Promise<Answer> {
  try {
    const reply = await run(place, command);
    const [failed] = reply.writeErrors ?? [];
    // of an insert each error is told, of the other commands there is but one statement
    if (failed && !('insert' in command)) return { error: Number(failed.code) };
    return { ok: text(significant(command, reply)) };
  } catch (error) {
    if (error instanceof MongoServerError) return { error: Number(error.code) };
    throw error;
  }
}

/** Of a reply what a client goes by; without an order where MongoDB promises none. */
function significant(command: Document, reply: Document): unknown {
  if ('createIndexes' in command) return {};
  if ('insert' in command)
    return {
      n: Number(reply.n),
      writeErrors: (reply.writeErrors ?? []).map(({ index, code }: Document) => ({
        index: Number(index),
        code: Number(code),
      })),
    };
  if ('find' in command) return inOrder(reply.cursor.firstBatch, command.sort !== undefined);
  if ('aggregate' in command) return aggregated(command.pipeline, reply.cursor.firstBatch);
  if ('distinct' in command) return inOrder(reply.values, false);
  if ('findAndModify' in command) return reply.value ?? null;
  const { n, nModified, upserted } = reply;
  return {
    n: Number(n),
    ...(nModified !== undefined && { nModified: Number(nModified) }),
    ...(upserted?.length > 0 && { upserted: upserted[0]._id }),
  };
}

function aggregated(pipeline: readonly Document[], batch: readonly unknown[]): unknown {
  const unordered = pipeline.flatMap(({ $group = {} }) =>
    Object.keys($group).filter((name) => isUnordered($group[name])),
  );
  const rows = batch.map((row) => {
    const copy: Document = { ...(row as Document) };
    for (const name of unordered) if (Array.isArray(copy[name])) copy[name] = inOrder(copy[name], false);
    return copy;
  });
  const last = pipeline.map((stage) => Object.keys(stage)[0]);
  const isOrdered = last.includes('$sort') && last.lastIndexOf('$sort') > last.lastIndexOf('$group');
  return inOrder(rows, isOrdered);
}

/** The order of $push is that of the documents, which DocumentDB does not keep. */
function isUnordered(accumulator: unknown): boolean {
  return (
    accumulator !== null && typeof accumulator === 'object' && ('$addToSet' in accumulator || '$push' in accumulator)
  );
}

function inOrder(values: readonly unknown[], isOrdered: boolean): unknown[] {
  const keyed = values.map((value) => ({ value, key: text(value) }));
  if (!isOrdered) keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ value }) => value);
}
