import { unsupported } from './store-error.ts';
import { emptyArray, isDoc } from './values.ts';

/** What a predicate on a path looks at, as MongoDB walks documents. A missing field is one `undefined`. */
export interface FoundValues {
  /** The values at the end of the path, arrays not taken apart. */
  readonly leaves: unknown[];
  /** The same, and of an array its elements, unless the path names that array by its position in another one. */
  readonly candidates: unknown[];
}

/** Collects the values at the end of a path; arrays on the way are entered. */
export function valuesAt(root: unknown, parts: readonly string[]): FoundValues {
  const found: FoundValues = { leaves: [], candidates: [] };
  collect(found, { value: root, parts, at: 0, isPosition: false });
  return found;
}

interface Step {
  readonly value: unknown;
  readonly parts: readonly string[];
  readonly at: number;
  readonly isPosition: boolean;
}

function collect(found: FoundValues, { value, parts, at, isPosition }: Step): void {
  const part = parts[at];
  if (part === undefined) {
    if (Array.isArray(value) && !isPosition) found.candidates.push(...value);
    add(found, value);
  } else if (isDoc(value)) {
    if (Object.hasOwn(value, part)) collect(found, { value: value[part], parts, at: at + 1, isPosition: false });
    else add(found, undefined);
  } else if (Array.isArray(value)) {
    if (isArrayPosition(part) && Number(part) < value.length)
      collect(found, { value: value[Number(part)], parts, at: at + 1, isPosition: true });
    // scalars in an array have no fields: they are passed over, not taken for documents that lack the field
    for (const element of value) if (isDoc(element)) collect(found, { value: element, parts, at, isPosition: false });
    // nor has a scalar that is named by its position
  } else if (!isPosition) add(found, undefined);
}

function add(found: FoundValues, value: unknown): void {
  found.leaves.push(value);
  found.candidates.push(value);
}

/** Whether a part of a path can be the position of an element. */
export function isArrayPosition(part: string): boolean {
  return /^\d+$/.test(part);
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

/**
 * Takes the values of `path` apart for an index or a sort. An element that is no document has no fields, so it counts
 * as one that lacks them. Throws CommandNotSupported for the position of an element.
 */
export function indexedValues(root: unknown, path: string): IndexedValues {
  const parts = path.split('.');
  let value = root;
  for (const [depth, part] of parts.entries()) {
    if (Array.isArray(value)) {
      const rest = parts.slice(depth);
      if (isArrayPosition(part)) throw unsupported(`sorting by the position of an element (${path})`);
      const elements = value.map((element) =>
        isDoc(element) ? indexedValues(element, rest.join('.')).elements.flat() : [undefined],
      );
      return { array: parts.slice(0, depth).join('.'), elements: elements.length > 0 ? elements : [[undefined]] };
    }
    value = isDoc(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  }
  if (!Array.isArray(value)) return { array: undefined, elements: [[value]] };
  return { array: path, elements: value.length > 0 ? value.map((element) => [element]) : [[emptyArray]] };
}
