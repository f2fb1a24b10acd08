import { emptyArray, isDoc } from './values.ts';

/**
 * Every value a predicate on `path` may look at, as MongoDB walks documents: arrays on the way are entered, and an
 * array at the end counts as itself and as each of its elements. A missing field is one `undefined`.
 */
export function candidates(root: unknown, path: string): unknown[] {
  const found: unknown[] = [];
  for (const leaf of leaves(root, path.split('.'), 0)) {
    if (Array.isArray(leaf)) found.push(...leaf);
    found.push(leaf);
  }
  return found;
}

/** The values at the end of `path`, arrays not taken apart. */
export function leavesAt(root: unknown, path: string): unknown[] {
  return leaves(root, path.split('.'), 0);
}

function leaves(value: unknown, parts: readonly string[], at: number): unknown[] {
  const part = parts[at];
  if (part === undefined) return [value];
  if (isDoc(value)) return Object.hasOwn(value, part) ? leaves(value[part], parts, at + 1) : [undefined];
  if (!Array.isArray(value)) return [undefined];
  const found: unknown[] = [];
  if (/^\d+$/.test(part) && Number(part) < value.length) found.push(...leaves(value[Number(part)], parts, at + 1));
  // scalars in an array have no fields: they are passed over, not taken for documents that lack the field
  for (const element of value) if (isDoc(element)) found.push(...leaves(element, parts, at));
  return found;
}

/** The field of the document itself in which a path begins. */
export function rootField(path: string): string {
  return path.split('.', 1)[0] ?? '';
}

/** What an index on `path` keeps for one document. */
export interface IndexedValues {
  /** The array the values come from, if any: fields of one index may share one array, never have two. */
  readonly array: string | undefined;
  /** For each element of that array (or once, without one) the values to index. */
  readonly elements: readonly (readonly unknown[])[];
}

/** Takes the values of `path` apart for an index; `array` tells a multikey entry. */
export function indexedValues(root: unknown, path: string): IndexedValues {
  const parts = path.split('.');
  let value = root;
  for (const [depth, part] of parts.entries()) {
    if (Array.isArray(value) && !/^\d+$/.test(part)) {
      const elements = value.map((element) => [...new Set(leafElements(leaves(element, parts, depth)))]);
      const array = parts.slice(0, depth).join('.');
      return { array, elements: elements.length > 0 ? elements : [[undefined]] };
    }
    value = isDoc(value) || Array.isArray(value) ? Reflect.get(value, part) : undefined;
  }
  if (!Array.isArray(value)) return { array: undefined, elements: [[value]] };
  return { array: path, elements: value.length > 0 ? value.map((element) => [element]) : [[emptyArray]] };
}

function leafElements(values: readonly unknown[]): unknown[] {
  const found = values.flatMap((value) => (Array.isArray(value) ? (value.length > 0 ? value : [emptyArray]) : [value]));
  return found.length > 0 ? found : [undefined];
}
