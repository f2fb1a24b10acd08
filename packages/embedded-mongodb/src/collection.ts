import { ObjectId, onDemand, serialize } from 'bson';
import { checkStorable } from './bson-check.ts';
import { type Catalog, type CollectionSpec, type IndexSpec, multikeyPathsOf } from './catalog.ts';
import { changedFields } from './elements.ts';
import { compileIndex, type DocumentKeys, documentKeys } from './index-keys.ts';
import { encodeValue, successor } from './key-encoding.ts';
import { onlyFields, onlyId } from './projection.ts';
import { keyLimits, keyspacePrefix, type Storage } from './storage.ts';
import { StoreError } from './store-error.ts';
import { StoredDocument } from './stored-document.ts';
import { type Doc, typeOf } from './values.ts';
import { asBuffer, decodePlain, enclose } from './wire.ts';

/** Maximum size of a document in bytes, as in MongoDB. */
export const maxDocumentBytes = 16 * 1024 * 1024;

/**
 * Writes to one collection and keeps its indexes up to date.
 * Every method must run inside a write. It validates everything before the first change.
 */
export class CollectionWriter {
  readonly #storage: Storage;
  readonly #catalog: Catalog;
  readonly #spec: CollectionSpec;

  constructor(storage: Storage, catalog: Catalog, spec: CollectionSpec) {
    this.#storage = storage;
    this.#catalog = catalog;
    this.#spec = spec;
  }

  /**
   * Stores a new document, with a generated `_id` if it has none.
   * @throws DuplicateKey for an existing `_id` or unique key
   */
  insert(bytes: Uint8Array): StoredDocument {
    const document = prepare(this.#spec, bytes);
    if (this.#storage.documents.doesExist(document.key)) {
      const idIndex = this.#spec.indexes[0];
      if (idIndex) throw duplicateKey(this.#spec, idIndex, [document.doc._id]);
    }
    this.#change(undefined, document);
    return document;
  }

  /**
   * Replaces a stored document.
   * @throws ImmutableField if `bytes` has another `_id`
   * @throws DuplicateKey for an existing unique key
   */
  replace(old: StoredDocument, bytes: Uint8Array): StoredDocument {
    const document = prepare(this.#spec, bytes);
    if (!document.key.equals(old.key)) {
      throw new StoreError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
    }
    this.#change(old, document);
    return document;
  }

  remove(old: StoredDocument): void {
    this.#change(old, undefined);
  }

  /**
   * Adds the entries of one document to an index that is being built.
   * @throws DuplicateKey for an existing unique key
   */
  addToIndex(index: IndexSpec, document: StoredDocument): void {
    const keys = documentKeys(index, document.doc);
    this.#checkUnique(index, keys, document);
    this.#note(index, keys);
    this.#putEntries(keys, document);
  }

  #change(old: StoredDocument | undefined, next: StoredDocument | undefined): void {
    const all = this.#spec.indexes.slice(1);
    const { indexes, valuesOf } = old && next ? affected(all, old, next) : { indexes: all, valuesOf: allValues };
    const plans = indexes.map((index) => ({
      index,
      before: old && documentKeys(index, valuesOf(old)),
      after: next && documentKeys(index, valuesOf(next)),
    }));
    for (const { index, after } of plans) if (after && next) this.#checkUnique(index, after, next);
    for (const { index, before, after } of plans) {
      if (before && after && sameKeys(before, after)) continue;
      if (before && old)
        for (const key of before.keys) this.#storage.entries.removeSync(Buffer.concat([key, recordPart(old)]));
      if (after && next) {
        this.#note(index, after);
        this.#putEntries(after, next);
      }
    }
    if (next) {
      if (!old) this.#noteId(next);
      this.#storage.documents.putSync(next.key, asBuffer(next.bytes));
    } else if (old) this.#storage.documents.removeSync(old.key);
  }

  #putEntries(keys: DocumentKeys, document: StoredDocument): void {
    const record = recordPart(document);
    for (const key of keys.keys) this.#storage.entries.putSync(Buffer.concat([key, record]), record);
  }

  #checkUnique(index: IndexSpec, keys: DocumentKeys, document: StoredDocument): void {
    if (!index.unique) return;
    const own = recordPart(document);
    for (const key of keys.keys) {
      for (const { value } of this.#storage.entries.getRange({ start: key, end: successor(key), limit: 2 })) {
        if (!value.equals(own)) throw duplicateKey(this.#spec, index, keys.values);
      }
    }
  }

  #noteId(document: StoredDocument): void {
    const idIndex = this.#spec.indexes[0];
    if (!idIndex || idIndex.inexact || document.doc._id instanceof ObjectId) return;
    const { bytes, ordered } = encodeValue(document.doc._id, keyLimits.record);
    if (ordered < bytes.length) {
      idIndex.inexact = true;
      this.#catalog.save(this.#spec);
    }
  }

  #note(index: IndexSpec, keys: DocumentKeys): void {
    const known = multikeyPathsOf(index);
    const found = keys.multikeyPaths.filter((path) => !known.includes(path));
    if (found.length === 0 && (index.inexact || !keys.inexact)) return;
    if (found.length > 0) index.multikeyPaths = [...known, ...found];
    index.multikey ||= found.length > 0;
    index.inexact ||= keys.inexact;
    this.#catalog.save(this.#spec);
  }
}

const allValues = ({ doc }: StoredDocument): Doc => doc;

/**
 * Returns the indexes whose keys can differ between two versions, and a reader of only the fields that these indexes
 * need.
 */
function affected(all: readonly IndexSpec[], old: StoredDocument, next: StoredDocument) {
  const changed = changedFields(old.bytes, next.bytes);
  const indexes = all.filter((index) => compileIndex(index).dependsOn.some((name) => changed.has(name)));
  const pick = onlyFields(indexes.flatMap((index) => compileIndex(index).dependsOn));
  return { indexes, valuesOf: (document: StoredDocument) => document.read(pick) };
}

/** Returns the key of a document in the documents table. */
function recordKey(spec: CollectionSpec, id: unknown): Buffer {
  return Buffer.concat([keyspacePrefix(spec.id), encodeValue(id, keyLimits.record).bytes]);
}

function recordPart(document: StoredDocument): Buffer {
  return document.key.subarray(4);
}

function prepare(spec: CollectionSpec, given: Uint8Array): StoredDocument {
  const bytes = withIdFirst(given);
  if (bytes.length > maxDocumentBytes) {
    throw new StoreError(
      10334,
      `object to insert too large. size in bytes: ${bytes.length}, max size: ${maxDocumentBytes}`,
    );
  }
  checkStorable(bytes);
  const { _id: id } = decodePlain(onlyId(bytes));
  const type = typeOf(id);
  if (type === 'array' || type === 'regex' || id === undefined) {
    throw new StoreError(53, `The '_id' value cannot be of type ${type}`);
  }
  return new StoredDocument(recordKey(spec, id), bytes);
}

/** Moves `_id` to the front, or generates one if it is missing, as MongoDB does. */
function withIdFirst(bytes: Uint8Array): Uint8Array {
  const isFirst = bytes[5] === 0x5f && bytes[6] === 0x69 && bytes[7] === 0x64 && bytes[8] === 0;
  if (isFirst) return bytes;
  const elements = [...onDemand.parseToElements(bytes)];
  const at = elements.findIndex(
    ([, name, length]) => length === 3 && Buffer.from(bytes.buffer, bytes.byteOffset + name, 3).toString() === '_id',
  );
  const found = elements[at];
  const id = found
    ? bytes.subarray(found[1] - 1, found[3] + found[4])
    : serialize({ _id: new ObjectId() }).subarray(4, -1);
  const rest = elements
    .filter((_, index) => index !== at)
    .map(([, name, , offset, length]) => bytes.subarray(name - 1, offset + length));
  return enclose([id, ...rest]);
}

function sameKeys(a: DocumentKeys, b: DocumentKeys): boolean {
  return a.keys.length === b.keys.length && a.keys.every((key, at) => b.keys[at]?.equals(key));
}

function duplicateKey(spec: CollectionSpec, index: IndexSpec, values: readonly unknown[]): StoreError {
  const keyValue = Object.fromEntries(Object.keys(index.key).map((path, at) => [path, values[at] ?? null]));
  const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${show(value)}`);
  const message = `E11000 duplicate key error collection: ${spec.db}.${spec.name} index: ${index.name} dup key: { ${shown.join(', ')} }`;
  return new StoreError(11000, message, { keyPattern: index.key, keyValue });
}

function show(value: unknown): string {
  return typeOf(value) === 'objectId' ? `ObjectId('${String(value)}')` : JSON.stringify(value);
}
