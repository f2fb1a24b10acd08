import type { IndexSpec } from './catalog.ts';
import { encodeValue, inverted } from './key-encoding.ts';
import { type IndexedValues, indexedValues } from './paths.ts';
import { compileFilter, fieldsOf, type Matcher } from './query.ts';
import { keyLimits, keyspacePrefix } from './storage.ts';
import { StoreError } from './store-error.ts';
import type { Doc } from './values.ts';

/** An index ready for use: field directions, what one field may take of a key, the filter of a partial index. */
export interface CompiledIndex {
  readonly fields: readonly { readonly path: string; readonly direction: 1 | -1 }[];
  readonly fieldLimit: number;
  readonly prefix: Buffer;
  readonly covers: Matcher;
  /** The fields, not those inside them, by which a document has its keys. */
  readonly dependsOn: readonly string[];
}

const compiled = new WeakMap<IndexSpec, CompiledIndex>();

/** The compiled form, made once for each index. */
export function compileIndex(index: IndexSpec): CompiledIndex {
  const known = compiled.get(index);
  if (known) return known;
  const fields = Object.entries(index.key).map(([path, direction]) => ({ path, direction }));
  const filter = index.partialFilterExpression ?? {};
  const made = {
    fields,
    fieldLimit: index.name === '_id_' ? keyLimits.record : Math.floor(keyLimits.index / fields.length) - 16,
    prefix: keyspacePrefix(index.id),
    covers: compileFilter(filter),
    dependsOn: fieldsOf({ ...index.key, ...filter }),
  };
  compiled.set(index, made);
  return made;
}

/** The keys one document has in an index, without the record key that follows each. */
export interface DocumentKeys {
  readonly keys: readonly Buffer[];
  /** The values behind the first key, for the message of a duplicate. */
  readonly values: readonly unknown[];
  /** Where the document has arrays, and so several keys. */
  readonly multikeyPaths: readonly string[];
  readonly inexact: boolean;
}

const noKeys: DocumentKeys = { keys: [], values: [], multikeyPaths: [], inexact: false };

/** Computes the keys of a document. Throws CannotIndexParallelArrays. */
export function documentKeys(index: IndexSpec, doc: Doc): DocumentKeys {
  const { fields, fieldLimit, prefix, covers } = compileIndex(index);
  if (index.partialFilterExpression && !covers(doc)) return noKeys;
  const indexed = fields.map(({ path }) => indexedValues(doc, path));
  if (index.sparse && indexed.every(isMissing)) return noKeys;
  const tuples = combine(indexed);
  let inexact = false;
  const keys = tuples.map((tuple) => {
    const parts: Buffer[] = [prefix];
    tuple.forEach((value, at) => {
      const { bytes, ordered } = encodeValue(value, fieldLimit);
      if (ordered < bytes.length) inexact = true;
      parts.push(fields[at]?.direction === -1 ? inverted(bytes) : bytes);
    });
    return Buffer.concat(parts);
  });
  const multikeyPaths = fields.flatMap(({ path }, at) => (indexed[at]?.array === undefined ? [] : [path]));
  return { keys: multikeyPaths.length > 0 ? distinct(keys) : keys, values: tuples[0] ?? [], multikeyPaths, inexact };
}

function isMissing(values: IndexedValues): boolean {
  return values.elements.every((element) => element.every((value) => value === undefined));
}

function isSingle({ array, elements }: IndexedValues): boolean {
  return array === undefined && elements.length === 1 && elements[0]?.length === 1;
}

/** Fields that come from one array go element by element together; all else is combined with all else. */
function combine(indexed: readonly IndexedValues[]): unknown[][] {
  if (indexed.every(isSingle)) return [indexed.map(({ elements: [element] }) => element?.[0])];
  const [array, ...others] = new Set(indexed.flatMap((one) => one.array ?? []));
  if (others.length > 0) throw new StoreError(171, `cannot index parallel arrays [${others[0]}] [${array}]`);
  const rows = Math.max(...indexed.map((one) => one.elements.length));
  const tuples: unknown[][] = [];
  for (let row = 0; row < rows; row++) {
    let partial: unknown[][] = [[]];
    for (const one of indexed) {
      const values = one.elements[one.array === undefined ? 0 : row] ?? [];
      partial = partial.flatMap((tuple) => values.map((value) => [...tuple, value]));
    }
    tuples.push(...partial);
  }
  return tuples;
}

function distinct(keys: readonly Buffer[]): Buffer[] {
  return [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()];
}
