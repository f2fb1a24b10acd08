import { indexedValues } from './paths.ts';
import type { SortSpec } from './planner.ts';
import { StoreError, unsupported } from './store-error.ts';
import { compareValues, type Doc, isDoc, toDouble } from './values.ts';

/** Reads a sort document. Throws BadValue for any direction but 1 and -1. */
export function parseSort(sort: unknown): SortSpec {
  if (sort === undefined || sort === null) return [];
  if (!isDoc(sort)) throw new StoreError(14, 'Expected field sort to be of type object');
  return Object.entries(sort).map(([path, direction]) => {
    const sign = toDouble(direction);
    if (sign !== 1 && sign !== -1) {
      throw new StoreError(2, `Illegal key in sort specification: ${path}: ${JSON.stringify(direction)}`);
    }
    return [path, sign] as const;
  });
}

/** The values a document is sorted by: of an array the least, or the greatest when descending. */
export function sortKey(doc: Doc, sort: SortSpec, arrays?: 'refuse arrays'): unknown[] {
  return sort.map(([path, direction]) => {
    const { array, elements } = indexedValues(doc, path);
    if (arrays && array !== undefined) throw unsupported(`$sort of elements by the array ${path}`);
    const values = elements.flat();
    if (values.length <= 1) return values[0];
    return values.reduce((best, value) => (direction * compareValues(value, best) < 0 ? value : best));
  });
}

export function compareSortKeys(a: readonly unknown[], b: readonly unknown[], sort: SortSpec): number {
  for (const [at, [, direction]] of sort.entries()) {
    const result = compareValues(a[at], b[at]);
    if (result !== 0) return direction * result;
  }
  return 0;
}

/** Collects documents and gives them back in order; with a limit it never holds much more than that many. */
export class Sorter<T> {
  readonly #sort: SortSpec;
  readonly #limit: number;
  #items: { key: unknown[]; item: T }[] = [];

  constructor(sort: SortSpec, limit: number) {
    this.#sort = sort;
    this.#limit = limit;
  }

  add(item: T, doc: Doc): void {
    this.#items.push({ key: sortKey(doc, this.#sort), item });
    if (this.#items.length > this.#limit * 2 + 1_000) this.#order();
  }

  sorted(): T[] {
    this.#order();
    return this.#items.map(({ item }) => item);
  }

  #order(): void {
    this.#items.sort((a, b) => compareSortKeys(a.key, b.key, this.#sort));
    if (this.#items.length > this.#limit) this.#items.length = this.#limit;
  }
}
