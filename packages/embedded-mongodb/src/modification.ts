import { serialize } from 'bson';
import type { CollectionSpec } from './catalog.ts';
import { CollectionWriter } from './collection.ts';
import type { Store } from './commands/command.ts';
import { findFirst, type Selection, search, YIELD } from './find-documents.ts';
import { choosePlan, type SortSpec } from './planner.ts';
import { onlyId } from './projection.ts';
import { compileFilter } from './query.ts';
import { StoredDocument } from './stored-document.ts';
import { type Change, upsertBase } from './update.ts';
import type { Doc } from './values.ts';
import { decodeTyped } from './wire.ts';

/** One statement of an update or delete, or a findAndModify. */
export interface Modification {
  readonly db: string;
  readonly collection: string;
  readonly filter: Doc;
  /** The filter with its BSON types, for what an upsert takes from it. */
  readonly typedFilter: Doc;
  readonly sort: SortSpec;
  readonly hint: unknown;
  readonly multi: boolean;
  readonly change: Change | 'remove';
  readonly upsert: boolean;
  readonly deadline: number;
}

export interface Outcome {
  readonly matched: number;
  readonly modified: number;
  /** With its BSON type. */
  readonly upsertedId?: unknown;
  readonly before?: StoredDocument;
  readonly after?: StoredDocument;
}

const nothing: Outcome = { matched: 0, modified: 0 };

/** Whether a statement can be carried out inside a write at once: it finds its one document by an index. */
export function isQuick(store: Store, modification: Modification): boolean {
  if (modification.multi) return false;
  const spec = store.catalog.find(modification.db, modification.collection);
  return spec === undefined || choosePlan(spec, modification.filter, modification.sort, modification.hint).bounded;
}

/** Finds the one document and changes it, or inserts it. Only inside a write. */
export function modifyNow(store: Store, modification: Modification): Outcome {
  const spec = store.catalog.find(modification.db, modification.collection);
  const found = spec && findFirst(store.storage, spec, modification);
  if (spec && found) return apply(store, spec, modification, found);
  return modification.upsert ? insertNew(store, modification) : nothing;
}

/** Carries a statement out; a long search goes on outside of the write and lets others work. */
export async function modify(
  store: Store,
  modification: Modification,
  yieldNow: () => Promise<void>,
): Promise<Outcome> {
  if (isQuick(store, modification)) return store.storage.write(() => modifyNow(store, modification));
  const spec = store.catalog.find(modification.db, modification.collection);
  const keys = spec
    ? await findKeys(store, spec, { ...modification, limit: modification.multi ? 0 : 1 }, yieldNow)
    : [];
  const [first] = keys;
  if (!spec || !first || !modification.multi) {
    if (!first && !modification.upsert) return nothing;
    return store.storage.write(() => {
      const candidate = spec && first && current(store, first, modification);
      return candidate ? apply(store, spec, modification, candidate) : modifyNow(store, modification);
    });
  }
  let matched = 0;
  let modified = 0;
  await store.storage.writeEach(keys, (key) => {
    const document = current(store, key, modification);
    if (!document) return;
    const outcome = apply(store, spec, modification, document);
    matched += outcome.matched;
    modified += outcome.modified;
  });
  return { matched, modified };
}

async function findKeys(
  store: Store,
  spec: CollectionSpec,
  selection: Selection,
  yieldNow: () => Promise<void>,
): Promise<Buffer[]> {
  const keys: Buffer[] = [];
  for (const document of search(store.storage, spec, selection).documents) {
    if (document === YIELD) await yieldNow();
    else keys.push(document.key);
  }
  return keys;
}

/** The document as it is now, if it still matches: others may have written since it was found. */
function current(store: Store, key: Buffer, modification: Modification): StoredDocument | undefined {
  const bytes = store.storage.documents.get(key);
  const document = bytes && new StoredDocument(key, bytes);
  return document && compileFilter(modification.filter)(document.doc) ? document : undefined;
}

function apply(store: Store, spec: CollectionSpec, modification: Modification, before: StoredDocument): Outcome {
  const writer = new CollectionWriter(store.storage, store.catalog, spec);
  if (modification.change === 'remove') {
    writer.remove(before);
    return { matched: 1, modified: 1, before };
  }
  const bytes = modification.change.apply(before.bytes, false);
  if (Buffer.compare(bytes, before.bytes) === 0) return { matched: 1, modified: 0, before, after: before };
  return { matched: 1, modified: 1, before, after: writer.replace(before, bytes) };
}

function insertNew(store: Store, { db, collection, typedFilter, change }: Modification): Outcome {
  if (change === 'remove') return nothing;
  const spec = store.catalog.ensure(db, collection);
  const bytes = change.apply(serialize(upsertBase(typedFilter, change.isReplacement)), true);
  const after = new CollectionWriter(store.storage, store.catalog, spec).insert(bytes);
  return { matched: 0, modified: 0, upsertedId: decodeTyped(onlyId(after.bytes))._id, after };
}
