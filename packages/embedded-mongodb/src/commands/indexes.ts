import { BSONRegExp, serialize } from 'bson';
import type { CollectionSpec, IndexSpec } from '../catalog.ts';
import { CollectionWriter } from '../collection.ts';
import { search, YIELD } from '../find-documents.ts';
import { isArrayPosition } from '../paths.ts';
import { compileFilter } from '../query.ts';
import { StoreError, unsupported } from '../store-error.ts';
import { StoredDocument } from '../stored-document.ts';
import { compareValues, type Doc, isDoc, isOperators, isTruthy } from '../values.ts';
import { batchSizeOf } from './administration.ts';
import {
  type Answer,
  type Command,
  type CommandDefinition,
  checkOptions,
  requireCollection,
  type Store,
} from './command.ts';
import { openCursor } from './reading.ts';

const documentsTogether = 500;
const indexOptions = [
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'background',
  'v',
];

type Wanted = Omit<IndexSpec, 'id' | 'multikey' | 'inexact' | 'building'>;

function wantedIndex(given: Doc): Wanted {
  checkOptions(given, indexOptions, 'createIndexes.indexes');
  const { key, name, expireAfterSeconds, partialFilterExpression } = given;
  if (!isDoc(key) || Object.keys(key).length === 0) throw new StoreError(67, 'Index keys cannot be empty.');
  if (typeof name !== 'string' || name === '')
    throw new StoreError(9, "The 'name' field is a required property of an index specification");
  const fields = Object.entries(key).map(([path, direction]): [string, 1 | -1] => {
    if (typeof direction === 'string') throw unsupported(`an index of type '${direction}'`);
    if (typeof direction !== 'number' || direction === 0 || Number.isNaN(direction))
      throw new StoreError(67, 'Values in the index key pattern cannot be 0.');
    if (path.split('.').some(isArrayPosition)) throw unsupported(`an index on the position of an element (${path})`);
    if (path.includes('$'))
      throw path.includes('$**')
        ? unsupported('a wildcard index')
        : new StoreError(67, `Index key contains an illegal field name: '${path}'`);
    return [path, direction > 0 ? 1 : -1];
  });
  if (
    expireAfterSeconds !== undefined &&
    (typeof expireAfterSeconds !== 'number' || expireAfterSeconds < 0 || fields.length !== 1)
  ) {
    throw new StoreError(67, 'TTL indexes are single-field indexes with a number of seconds that is not negative');
  }
  if (partialFilterExpression !== undefined && !isDoc(partialFilterExpression))
    throw new StoreError(67, 'partialFilterExpression must be an object');
  if (partialFilterExpression && given.sparse === true)
    throw new StoreError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
  if (partialFilterExpression) checkPartialFilter(partialFilterExpression);
  return {
    name,
    key: Object.fromEntries(fields),
    unique: given.unique === true,
    sparse: given.sparse === true,
    ...(partialFilterExpression && { partialFilterExpression }),
    ...(typeof expireAfterSeconds === 'number' && { expireAfterSeconds }),
  };
}

const partialOperators = new Set(['$eq', '$exists', '$gt', '$gte', '$lt', '$lte', '$type', '$in']);

/** Only operators that hold for a document if they hold for a value in it, as in MongoDB: the planner relies on it. */
function checkPartialFilter(filter: Doc): void {
  compileFilter(filter);
  for (const [path, condition] of Object.entries(filter)) {
    if (path === '$and' || path === '$or') throw unsupported(`${path} in a partial index`);
    const operators = isOperators(condition) ? Object.entries(condition) : [];
    const other = operators.find(
      ([name, operand]) => !partialOperators.has(name) || (name === '$exists' && !isTruthy(operand)),
    );
    if (path.startsWith('$') || other || condition instanceof BSONRegExp)
      throw new StoreError(67, `unsupported expression in partial index: ${other?.[0] ?? path}`);
  }
}

/** An index that is there already makes the request empty; one that contradicts it makes it fail. */
function isPresent(spec: CollectionSpec, wanted: Wanted): boolean {
  const optionsOf = ({ unique, sparse, partialFilterExpression, expireAfterSeconds }: Wanted) => [
    unique,
    sparse,
    partialFilterExpression ?? null,
    expireAfterSeconds ?? null,
  ];
  for (const index of spec.indexes) {
    const sameKey = compareValues(index.key, wanted.key) === 0;
    const sameOptions = compareValues(optionsOf(index), optionsOf(wanted)) === 0;
    if (index.name === '_id_' && sameKey) return true;
    if (index.name === wanted.name && (!sameKey || !sameOptions)) {
      throw new StoreError(
        86,
        `An existing index has the same name as the requested index. Requested index: ${show(wanted)}, existing index: ${show(index)}`,
      );
    }
    if (sameKey && sameOptions && index.name !== wanted.name) {
      throw new StoreError(85, `Index already exists with a different name: ${index.name}`);
    }
    if (sameKey && !sameOptions && compareValues(index.partialFilterExpression, wanted.partialFilterExpression) === 0) {
      throw new StoreError(
        85,
        `An equivalent index already exists with a different name and options. Requested index: ${show(wanted)}, existing index: ${show(index)}`,
      );
    }
    if (index.name === wanted.name) return true;
  }
  return false;
}

function show(index: Wanted): string {
  return JSON.stringify({ key: index.key, name: index.name, unique: index.unique, sparse: index.sparse });
}

async function createIndexes(command: Command, store: Store): Promise<Answer> {
  const given = command.body.indexes;
  if (!Array.isArray(given) || given.length === 0 || !given.every(isDoc))
    throw new StoreError(2, 'Must specify at least one index to create');
  const wanted = given.map(wantedIndex);
  const before = store.catalog.find(command.db, command.collection);
  const numIndexesBefore = before?.indexes.length ?? 1;
  const { spec, made } = await store.storage.write(() => {
    const collection = store.catalog.ensure(command.db, command.collection);
    const missing = wanted.filter((one) => !isPresent(collection, one));
    const indexes = missing.map(
      (one): IndexSpec => ({ ...one, id: store.catalog.nextId(), multikey: false, inexact: false, building: true }),
    );
    collection.indexes.push(...indexes);
    store.catalog.save(collection);
    return { spec: collection, made: indexes };
  });
  if (made.length > 0) await build(store, spec, made);
  return {
    numIndexesBefore,
    numIndexesAfter: spec.indexes.length,
    createdCollectionAutomatically: before === undefined,
    ...(made.length === 0 && { note: 'all indexes already exist' }),
  };
}

/** Fills new indexes a piece at a time; writes in between keep them up to date already. */
async function build(store: Store, spec: CollectionSpec, indexes: readonly IndexSpec[]): Promise<void> {
  try {
    let keys: Buffer[] = [];
    const writer = new CollectionWriter(store.storage, store.catalog, spec);
    const flush = () =>
      store.storage.writeEach(keys, (key) => {
        const bytes = store.storage.documents.get(key);
        if (bytes) for (const index of indexes) writer.addToIndex(index, new StoredDocument(key, bytes));
      });
    for (const document of search(store.storage, spec, { filter: {} }).documents) {
      if (document === YIELD) continue;
      keys.push(document.key);
      if (keys.length < documentsTogether) continue;
      await flush();
      keys = [];
    }
    await flush();
    await store.storage.write(() => {
      for (const index of indexes) index.building = false;
      store.catalog.save(spec);
    });
  } catch (error) {
    await store.storage.write(() => {
      for (const index of indexes) store.catalog.dropIndex(spec, index);
    });
    await store.catalog.purgeDropped();
    throw error;
  }
}

function listIndexes(command: Command, store: Store): Promise<Answer> {
  const spec = requireCollection(store, command.db, command.collection);
  const indexes = spec.indexes
    .filter((index) => !index.building)
    .map((index) =>
      serialize({
        v: 2,
        key: index.key,
        name: index.name,
        ...(index.unique && index.name !== '_id_' && { unique: true }),
        ...(index.sparse && { sparse: true }),
        ...(index.partialFilterExpression && { partialFilterExpression: index.partialFilterExpression }),
        ...(index.expireAfterSeconds !== undefined && { expireAfterSeconds: index.expireAfterSeconds }),
      }),
    );
  return openCursor(command, store, indexes[Symbol.iterator](), { batchSize: batchSizeOf(command) });
}

async function dropIndexes(command: Command, store: Store): Promise<Answer> {
  const spec = requireCollection(store, command.db, command.collection);
  const nIndexesWas = spec.indexes.length;
  const { index: given } = command.body;
  const doomed = (Array.isArray(given) ? given : [given]).flatMap((one) => indexesCalled(spec, one));
  await store.storage.write(() => {
    for (const index of new Set(doomed)) store.catalog.dropIndex(spec, index);
  });
  await store.catalog.purgeDropped();
  return { nIndexesWas };
}

function indexesCalled(spec: CollectionSpec, called: unknown): IndexSpec[] {
  if (called === '*') return spec.indexes.slice(1);
  const found = spec.indexes.find(
    (index) => index.name === called || (isDoc(called) && compareValues(index.key, called) === 0),
  );
  if (!found)
    throw new StoreError(
      27,
      `index not found with name [${typeof called === 'string' ? called : JSON.stringify(called)}]`,
    );
  if (found.name === '_id_') throw new StoreError(72, 'cannot drop _id index');
  return [found];
}

export const indexCommands: Readonly<Record<string, CommandDefinition>> = {
  createIndexes: { options: ['indexes', 'commitQuorum'], run: createIndexes },
  listIndexes: { options: ['cursor'], run: listIndexes },
  dropIndexes: { options: ['index'], run: dropIndexes },
};
