import type { CollectionSpec } from './catalog.ts';
import { choosePlan, type Plan, type SortSpec } from './planner.ts';
import { onlyFields } from './projection.ts';
import { compileFilter, everything, fieldsOf, type Matcher } from './query.ts';
import { type ScanCounts, scan } from './scan.ts';
import { Sorter } from './sorting.ts';
import type { Storage } from './storage.ts';
import type { StoredDocument } from './stored-document.ts';
import type { Doc } from './values.ts';

/** What to find; `limit` 0 is no limit. */
export interface Selection {
  readonly filter: Doc;
  readonly sort?: SortSpec;
  readonly skip?: number;
  readonly limit?: number;
  readonly hint?: unknown;
}

/** In a long run `YIELD` comes now and then, where a caller may let others work; it stands for no document. */
export const YIELD: unique symbol = Symbol('pause');

const yieldEvery = 128;

export interface Search {
  readonly plan: Plan;
  readonly counts: ScanCounts;
  readonly documents: Generator<StoredDocument | typeof YIELD>;
}

/** Plans a selection at once (so that its faults are thrown here) and finds its documents as they are asked for. */
export function search(storage: Storage, spec: CollectionSpec, selection: Selection): Search {
  const matches = compileFilter(selection.filter);
  const plan = choosePlan(spec, selection.filter, selection.sort ?? [], selection.hint);
  const counts = { keys: 0, documents: 0 };
  if (plan.keys?.length === 1 && plan.exact && !selection.skip)
    return { plan, counts, documents: scan(storage, plan, counts) };
  // keys computed from the ids asked for need no second look; entries of an index may be older than their document
  const found = matching(
    scan(storage, plan, counts),
    plan.keys && plan.exact ? everyDocument : documentMatcher(selection.filter, matches),
  );
  return { plan, counts, documents: arranged(found, plan, selection) };
}

type DocumentMatcher = (document: StoredDocument) => boolean;

const everyDocument: DocumentMatcher = () => true;

/** No more than the fields that the filter looks at are read. */
function documentMatcher(filter: Doc, matches: Matcher): DocumentMatcher {
  if (matches === everything) return everyDocument;
  const pick = onlyFields(fieldsOf(filter));
  return (document) => matches(document.read(pick));
}

function* matching(
  documents: Iterable<StoredDocument>,
  matches: DocumentMatcher,
): Generator<StoredDocument | typeof YIELD> {
  let examined = 0;
  for (const document of documents) {
    if (++examined % yieldEvery === 0) yield YIELD;
    if (matches(document)) yield document;
  }
}

function* arranged(
  found: Iterable<StoredDocument | typeof YIELD>,
  plan: Plan,
  { sort = [], skip = 0, limit = 0 }: Selection,
): Generator<StoredDocument | typeof YIELD> {
  const wanted = limit > 0 ? skip + limit : Number.POSITIVE_INFINITY;
  let passed = 0;
  for (const document of plan.sorted ? found : inOrder(found, sort, wanted)) {
    if (document === YIELD) yield YIELD;
    else if (++passed > skip) yield document;
    if (passed >= wanted) return;
  }
}

function* inOrder(
  found: Iterable<StoredDocument | typeof YIELD>,
  sort: SortSpec,
  limit: number,
): Generator<StoredDocument | typeof YIELD> {
  const sorter = new Sorter<StoredDocument>(sort, limit);
  for (const document of found) {
    if (document === YIELD) yield YIELD;
    else sorter.add(document, document.doc);
  }
  yield* sorter.sorted();
}

/** The first document of a selection, without a pause: for use inside a write. */
export function findFirst(storage: Storage, spec: CollectionSpec, selection: Selection): StoredDocument | undefined {
  for (const document of search(storage, spec, { ...selection, limit: 1 }).documents) {
    if (document !== YIELD) return document;
  }
  return undefined;
}
