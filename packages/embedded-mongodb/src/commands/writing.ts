import { checkDecodable } from '../bson-check.ts';
import { CollectionWriter } from '../collection.ts';
import { CooperativeYielder } from '../cooperative-yielder.ts';
import { isQuick, type Modification, modify, modifyNow, type Outcome } from '../modification.ts';
import { compileProjection } from '../projection.ts';
import { parseSort } from '../sorting.ts';
import { StoreError } from '../store-error.ts';
import { compileUpdate } from '../update.ts';
import { type Doc, isDoc } from '../values.ts';
import { decodePlain, decodeTyped } from '../wire.ts';
import { type Answer, type Command, type CommandDefinition, checkOptions, type Store } from './command.ts';

const statementsTogether = 64;
const commonWriteOptions = ['ordered', 'bypassDocumentValidation'];

interface WriteError extends Doc {
  readonly index: number;
}

function writeError(index: number, error: unknown): WriteError {
  if (!(error instanceof StoreError)) throw error;
  return { index, code: error.code, errmsg: error.message, ...error.extra };
}

/** Tries `each` of the items; after an error only unordered ones go on. */
async function inWrites<T>(
  store: Store,
  items: readonly T[],
  ordered: boolean,
  each: (item: T, index: number) => void,
): Promise<WriteError[]> {
  const errors: WriteError[] = [];
  await store.storage.writeEach(items, (item, index) => {
    try {
      each(item, index);
    } catch (error) {
      errors.push(writeError(index, error));
      if (ordered) return 'stop';
    }
    return undefined;
  });
  return errors;
}

async function insert(command: Command, store: Store): Promise<Answer> {
  const documents = command.rawDocuments('documents');
  let n = 0;
  const writeErrors = await inWrites(store, documents, command.body.ordered !== false, (bytes) => {
    const spec = store.catalog.ensure(command.db, command.collection);
    new CollectionWriter(store.storage, store.catalog, spec).insert(bytes);
    n++;
  });
  return writeErrors.length > 0 ? { n, writeErrors } : { n };
}

const updateOptions = ['q', 'u', 'c', 'upsert', 'multi', 'hint', 'sort'];

function updateStatement(command: Command, bytes: Uint8Array): Modification {
  checkDecodable(bytes);
  const plain = decodePlain(bytes);
  const typed = decodeTyped(bytes);
  checkOptions(plain, updateOptions, 'update.updates');
  const filter = filterOf(plain.q);
  const multi = plain.multi === true;
  const isReplacement = isDoc(plain.u) && !Object.keys(plain.u).some((name) => name.startsWith('$'));
  if (multi && isReplacement) throw new StoreError(9, 'multi update is not supported for replacement-style update');
  if (multi && plain.sort !== undefined) throw new StoreError(9, 'Cannot specify sort with multi=true');
  return {
    db: command.db,
    collection: command.collection,
    filter,
    typedFilter: filterOf(typed.q),
    sort: parseSort(plain.sort),
    hint: plain.hint,
    multi,
    change: compileUpdate(typed.u),
    upsert: plain.upsert === true,
    deadline: command.deadline,
  };
}

function deleteStatement(command: Command, bytes: Uint8Array): Modification {
  checkDecodable(bytes);
  const plain = decodePlain(bytes);
  checkOptions(plain, ['q', 'limit', 'hint'], 'delete.deletes');
  if (plain.limit !== 0 && plain.limit !== 1)
    throw new StoreError(9, `The limit field in delete objects must be 0 or 1. Got ${String(plain.limit)}`);
  return {
    db: command.db,
    collection: command.collection,
    filter: filterOf(plain.q),
    typedFilter: {},
    sort: [],
    hint: plain.hint,
    multi: plain.limit === 0,
    change: 'remove',
    upsert: false,
    deadline: command.deadline,
  };
}

function filterOf(value: unknown): Doc {
  if (!isDoc(value)) throw new StoreError(14, "BSON field 'q' is the wrong type, expected type 'object'");
  return value;
}

/** Carries statements out in order; neighbours that need no long search share a write. */
async function runStatements(
  command: Command,
  store: Store,
  statements: readonly Uint8Array[],
  parse: (command: Command, bytes: Uint8Array) => Modification,
): Promise<{ outcomes: Map<number, Outcome>; writeErrors: WriteError[] }> {
  const ordered = command.body.ordered !== false;
  const outcomes = new Map<number, Outcome>();
  const writeErrors: WriteError[] = [];
  const quick: { index: number; modification: Modification }[] = [];
  const flush = async () => {
    const errors = await inWrites(store, quick, ordered, ({ index, modification }) => {
      outcomes.set(index, modifyNow(store, modification));
    });
    for (const error of errors) writeErrors.push({ ...error, index: quick[error.index]?.index ?? error.index });
    quick.length = 0;
  };
  const yielder = new CooperativeYielder(command.deadline);
  for (const [index, bytes] of statements.entries()) {
    if (ordered && writeErrors.length > 0) break;
    try {
      const modification = parse(command, bytes);
      if (isQuick(store, modification)) {
        quick.push({ index, modification });
        if (quick.length >= statementsTogether) await flush();
        continue;
      }
      await flush();
      if (ordered && writeErrors.length > 0) break;
      outcomes.set(index, await modify(store, modification, () => yielder.yieldIfDue()));
    } catch (error) {
      await flush();
      if (!(ordered && writeErrors.length > 0)) writeErrors.push(writeError(index, error));
    }
  }
  await flush();
  return { outcomes, writeErrors: writeErrors.sort((a, b) => a.index - b.index) };
}

async function update(command: Command, store: Store): Promise<Answer> {
  const { outcomes, writeErrors } = await runStatements(
    command,
    store,
    command.rawDocuments('updates'),
    updateStatement,
  );
  let n = 0;
  let nModified = 0;
  const upserted: Doc[] = [];
  for (const [index, outcome] of outcomes) {
    n += outcome.matched;
    nModified += outcome.modified;
    if (outcome.upsertedId === undefined) continue;
    n++;
    upserted.push({ index, _id: outcome.upsertedId });
  }
  return { n, nModified, ...(upserted.length > 0 && { upserted }), ...(writeErrors.length > 0 && { writeErrors }) };
}

async function remove(command: Command, store: Store): Promise<Answer> {
  const { outcomes, writeErrors } = await runStatements(
    command,
    store,
    command.rawDocuments('deletes'),
    deleteStatement,
  );
  let n = 0;
  for (const { matched } of outcomes.values()) n += matched;
  return { n, ...(writeErrors.length > 0 && { writeErrors }) };
}

async function findAndModify(command: Command, store: Store): Promise<Answer> {
  const { body } = command;
  const typed = command.typed();
  const isRemove = body.remove === true;
  if (isRemove === (body.update !== undefined))
    throw new StoreError(9, 'Either an update or remove=true must be specified');
  if (isRemove && (body.upsert === true || body.new === true))
    throw new StoreError(9, 'Cannot specify both upsert=true or new=true and remove=true');
  const filter = command.doc('query');
  const modification: Modification = {
    db: command.db,
    collection: command.collection,
    filter,
    typedFilter: isDoc(typed.query) ? typed.query : {},
    sort: parseSort(body.sort),
    hint: body.hint,
    multi: false,
    change: isRemove ? 'remove' : compileUpdate(typed.update),
    upsert: body.upsert === true,
    deadline: command.deadline,
  };
  const project = compileProjection(command.doc('fields'));
  const yielder = new CooperativeYielder(command.deadline);
  const outcome = await modify(store, modification, () => yielder.yieldIfDue());
  const shown = body.new === true ? outcome.after : outcome.before;
  const value = shown ? decodeTyped(project(shown)) : null;
  const n = outcome.upsertedId === undefined ? outcome.matched : 1;
  const state = isRemove ? {} : { updatedExisting: outcome.matched > 0 };
  const upserted = outcome.upsertedId === undefined ? {} : { upserted: outcome.upsertedId };
  return { lastErrorObject: { n, ...state, ...upserted }, value };
}

const findAndModifyDefinition: CommandDefinition = {
  options: ['query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert', 'hint', 'bypassDocumentValidation'],
  run: findAndModify,
};

export const writingCommands: Readonly<Record<string, CommandDefinition>> = {
  insert: { options: ['documents', ...commonWriteOptions], run: insert },
  update: { options: ['updates', ...commonWriteOptions], run: update },
  delete: { options: ['deletes', ...commonWriteOptions], run: remove },
  findAndModify: findAndModifyDefinition,
  findandmodify: findAndModifyDefinition,
};
