import { onDemand } from 'bson';
import { FieldNames } from './field-names.ts';
import { StoreError, unsupported } from './store-error.ts';
import type { StoredDocument } from './stored-document.ts';
import { type Doc, isDoc, isTruthy, typeOf } from './values.ts';
import { asBuffer, enclose } from './wire.ts';

/** A part of an array: so many elements from the beginning, or from the end when negative. */
interface Slice {
  readonly skip: number;
  readonly count: number;
}

/** The fields a projection names; `true` is the whole field, to keep or to leave out. */
type FieldTree = Map<string, true | Slice | FieldTree>;

/** The same, by the bytes of the names. */
interface Branch {
  readonly fields: FieldNames<true | Slice | Branch>;
}

const objectType = 3;
const arrayType = 4;

/**
 * Compiles a projection to what turns a stored document into the bytes to answer. Including, excluding and $slice work
 * on the bytes, so order and types stay as they are. Throws CommandNotSupported for anything else.
 */
export function compileProjection(projection: Doc): (document: StoredDocument) => Uint8Array {
  const entries = flatten(projection);
  if (entries.length === 0) return (document) => document.bytes;
  const other = entries.find(([path, value]) => !(isFlag(value) || isSlice(value)) || path.includes('$'));
  if (other) throw unsupported(`the projection of ${other[0]} by anything but 0, 1 and $slice`);
  const flags = entries.filter(([path, value]) => path !== '_id' && isFlag(value));
  const id = entries.find(([path]) => path === '_id')?.[1];
  const including = flags.length > 0 ? isTruthy(flags[0]?.[1]) : id !== undefined && isTruthy(id);
  const mixed = flags.find(([, value]) => isTruthy(value) !== including);
  if (mixed) {
    const [kind, other] = including ? ['exclusion', 'inclusion'] : ['inclusion', 'exclusion'];
    throw new StoreError(including ? 31254 : 31253, `Cannot do ${kind} on field ${mixed[0]} in ${other} projection`);
  }
  const tree: FieldTree = new Map();
  for (const [path, value] of entries)
    if (path !== '_id') addPath(tree, path, isSlice(value) ? sliceOf(value.$slice) : true);
  if (including ? id === undefined || isTruthy(id) : id !== undefined && !isTruthy(id)) tree.set('_id', true);
  const branch = branchOf(tree);
  return (document) => project(asBuffer(document.bytes), branch, including);
}

/** What makes of a document one of these fields alone, as far as it has them. */
export function onlyFields(names: readonly string[]): (bytes: Uint8Array) => Buffer {
  const branch = branchOf(new Map(names.map((name) => [name, true])));
  return (bytes) => project(asBuffer(bytes), branch, true);
}

/** What leaves of a document its `_id` alone. */
export const onlyId = onlyFields(['_id']);

function isFlag(value: unknown): boolean {
  return typeOf(value) === 'number' || typeof value === 'boolean';
}

function isSlice(value: unknown): value is { $slice: unknown } {
  return isDoc(value) && '$slice' in value;
}

function sliceOf(value: unknown): Slice {
  const [skip, count] = Array.isArray(value) ? value : [value, undefined];
  if (typeof skip !== 'number' || (Array.isArray(value) && (typeof count !== 'number' || count <= 0))) {
    throw new StoreError(28667, '$slice takes a number or [skip, limit]');
  }
  if (typeof count === 'number') return { skip, count };
  return skip < 0 ? { skip, count: -skip } : { skip: 0, count: skip };
}

function flatten(projection: Doc, prefix = ''): [string, unknown][] {
  return Object.entries(projection).flatMap(([name, value]) => {
    const isNested = isDoc(value) && Object.keys(value)[0]?.startsWith('$') === false;
    return isNested ? flatten(value, `${prefix}${name}.`) : [[`${prefix}${name}`, value] as [string, unknown]];
  });
}

function addPath(tree: FieldTree, path: string, leaf: true | Slice): void {
  const parts = path.split('.');
  if (parts.includes('')) throw new StoreError(40353, `FieldPath '${path}' has an empty field name`);
  let at = tree;
  for (const part of parts.slice(0, -1)) {
    const next = at.get(part) ?? new Map();
    if (!(next instanceof Map)) throw new StoreError(31249, `Path collision at ${path}`);
    at.set(part, next);
    at = next;
  }
  const last = parts.at(-1) ?? '';
  if (at.has(last)) throw new StoreError(31250, `Path collision at ${path}`);
  at.set(last, leaf);
}

function branchOf(tree: FieldTree): Branch {
  const entries = Array.from(tree, ([name, shown]) => [name, shown instanceof Map ? branchOf(shown) : shown] as const);
  return { fields: new FieldNames(entries) };
}

function project(source: Buffer, { fields }: Branch, including: boolean): Buffer {
  const kept: Uint8Array[] = [];
  // what is kept and lies together is copied together
  let from = 0;
  let to = 0;
  const keep = (start: number, end: number) => {
    if (start !== to) {
      if (to > from) kept.push(source.subarray(from, to));
      from = start;
    }
    to = end;
  };
  for (const [type, name, nameLength, offset, length] of onDemand.parseToElements(source)) {
    const found = fields.find(source, name, nameLength);
    if (found === undefined || found === true) {
      if ((found === true) === including) keep(name - 1, offset + length);
      continue;
    }
    const shown = part(type, source.subarray(offset, offset + length), found, including);
    if (!shown) continue;
    keep(name - 1, offset);
    kept.push(source.subarray(from, to), shown);
    from = to;
  }
  if (kept.length === 0 && to - from === source.length - 5) return source;
  if (to > from) kept.push(source.subarray(from, to));
  return enclose(kept);
}

/** What a projection of something inside a value leaves of it; undefined for a scalar that including passes over. */
function part(type: number, value: Buffer, shown: Branch | Slice, including: boolean): Buffer | undefined {
  const isBranch = 'fields' in shown;
  if (type === arrayType) return isBranch ? projectArray(value, shown, including) : sliced(value, shown);
  if (!isBranch) return value;
  if (type === objectType) return project(value, shown, including);
  return including ? undefined : value;
}

function projectArray(array: Buffer, branch: Branch, including: boolean): Buffer {
  return arrayOf(
    elementsOf(array).flatMap(({ type, value }) => {
      const shown = part(type, value, branch, including);
      return shown ? [{ type, value: shown }] : [];
    }),
  );
}

function sliced(array: Buffer, { skip, count }: Slice): Buffer {
  const elements = elementsOf(array);
  const from = skip < 0 ? Math.max(0, elements.length + skip) : skip;
  return arrayOf(elements.slice(from, from + count));
}

interface Element {
  readonly type: number;
  readonly value: Buffer;
}

function elementsOf(array: Buffer): Element[] {
  const elements = [...onDemand.parseToElements(array)];
  return elements.map(([type, , , offset, length]) => ({ type, value: array.subarray(offset, offset + length) }));
}

function arrayOf(elements: readonly Element[]): Buffer {
  return enclose(
    elements.flatMap(({ type, value }, at) => [Buffer.from(`${String.fromCharCode(type)}${at}\0`, 'latin1'), value]),
  );
}
