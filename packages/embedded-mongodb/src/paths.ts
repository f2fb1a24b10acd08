import { unsupported } from './store-error.ts';
import { emptyArray, isDoc } from './values.ts';

/** The values that a predicate on a path tests, by MongoDB's rules. A missing field is one `undefined`. */
export interface FoundValues {
  /** The values at the end of the path, with arrays as single values. */
  readonly leaves: unknown[];
  /**
   * The leaves and the elements of array leaves, unless the path addresses the array by its position in another array.
   */
  readonly candidates: unknown[];
}

/** Collects the values at the end of a path and descends into arrays on the way. */
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
    // Scalars in an array are skipped; they do not count as documents that lack the field.
    for (const element of value) if (isDoc(element)) collect(found, { value: element, parts, at, isPosition: false });
    // A scalar addressed by its position is skipped, too.
  } else if (!isPosition) add(found, undefined);
}

function add(found: FoundValues, value: unknown): void {
  found.leaves.push(value);
  found.candidates.push(value);
}

/** Checks whether a part of a path can be an array position. */
export function isArrayPosition(part: string): boolean {
  return /^\d+$/.test(part);
}

/** Returns the root field of a path. */
export function rootField(path: string): string {
  return path.split('.', 1)[0] ?? '';
}

/** The values of one document that an index on a path stores. */
export interface IndexedValues {
  /**
   * The path of the array that the values come from, if any. Fields of one index may share one array but not use two.
   */
  readonly array: string | undefined;
  /** The values to index for each element of the array, or once without an array. */
  readonly elements: readonly (readonly unknown[])[];
}

/**
 * Extracts the values of a path for an index or a sort.
 * An array element that is not a document counts as a document that lacks the field.
 * @throws CommandNotSupported for an array position in the path
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
