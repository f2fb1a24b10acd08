import { type FieldError, refuseFaults } from '../kernel/app-error.ts';
import { decodeEntityCursor, encodeEntityCursor } from './entity-cursor.ts';
import type { DirectoryOrder, EntityPosition, EntityStore } from './entity-store.ts';
import type { Principal } from './principal.ts';
import type { DirectoryRecord } from './records.ts';

/** Relay's arguments, as given. */
export interface EntityPageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** One page of a list; `count` counts the whole of it, for whoever asks. */
export interface EntityPage<T> {
  readonly rows: readonly { readonly cursor: string; readonly node: T }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  count(): Promise<number>;
}

/** A page by its number, as the vendor's clients ask for one. */
export interface NumberedPage {
  /** From 0. */
  readonly page: number;
  readonly countPerPage: number;
  /** Every match, whatever the page. */
  readonly all: boolean;
  readonly withTotals: boolean;
}

export interface NumberedList<T> {
  readonly items: readonly T[];
  /** `null` where counting was not asked for. */
  readonly totalCount: number | null;
  readonly totalPages: number | null;
  readonly hasMorePages: boolean;
}

const defaultPageSize = 25;
const maxPageSize = 100;
const maxNumberedPageSize = 1_000;

export interface EntityListParts<T extends DirectoryRecord, F, C> {
  readonly store: EntityStore<T, F>;
  readonly nameOf: (record: T) => string;
  /** Turns what a caller asks for into a filter over what it may see; throws where it may see nothing. */
  readonly fence: (principal: Principal, criteria: C) => F;
}

/** The lists of one kind, for both doors. */
export class EntityLists<T extends DirectoryRecord, F, C> {
  readonly #store: EntityStore<T, F>;
  readonly #parts: EntityListParts<T, F, C>;

  constructor(parts: EntityListParts<T, F, C>) {
    this.#store = parts.store;
    this.#parts = parts;
  }

  /** @throws BAD_USER_INPUT naming each argument that makes no page */
  async page(
    principal: Principal,
    criteria: C,
    order: DirectoryOrder,
    args: EntityPageArguments,
  ): Promise<EntityPage<T>> {
    const filter = this.#parts.fence(principal, criteria);
    const { size, fromEnd, after, before } = checkPage(args, order);
    // one more than asked for tells whether there is another page
    const range = { filter, order, after, before, limit: size + 1, fromEnd };
    const found = await this.#store.range(range);
    const hasMore = found.length > size;
    const records = !hasMore ? found : fromEnd ? found.slice(1) : found.slice(0, size);
    return {
      rows: records.map((node) => ({ cursor: encodeEntityCursor(order, this.#positionOf(node, order)), node })),
      hasNextPage: fromEnd ? before !== null : hasMore,
      hasPreviousPage: fromEnd ? hasMore : after !== null,
      count: () => this.#store.count(filter),
    };
  }

  /** @throws BAD_USER_INPUT */
  async numbered(
    principal: Principal,
    criteria: C,
    order: DirectoryOrder,
    wanted: NumberedPage,
  ): Promise<NumberedList<T>> {
    const filter = this.#parts.fence(principal, criteria);
    const { page, countPerPage, all, withTotals } = wanted;
    refuseFaults([
      ...outside('page', page, 0, 1_000_000),
      ...outside('countPerPage', countPerPage, 1, maxNumberedPageSize),
    ]);
    const window = all ? {} : { skip: page * countPerPage, limit: countPerPage + 1 };
    const [found, totalCount] = await Promise.all([
      this.#store.range({ filter, order, ...window }),
      withTotals ? this.#store.count(filter) : null,
    ]);
    const items = all ? found : found.slice(0, countPerPage);
    const totalPages = totalCount === null ? null : all ? 1 : Math.ceil(totalCount / countPerPage);
    return { items, totalCount, totalPages, hasMorePages: found.length > items.length };
  }

  #positionOf(record: T, { field }: DirectoryOrder): EntityPosition {
    const values = {
      Name: this.#parts.nameOf(record),
      DateCreated: record.dateCreated,
      DateLastModified: record.dateLastModified,
    };
    return { value: values[field], id: record.id };
  }
}

function checkPage(args: EntityPageArguments, order: DirectoryOrder) {
  const faults: FieldError[] = [];
  const position = (fieldName: 'after' | 'before'): EntityPosition | null => {
    const cursor = args[fieldName] ?? null;
    const found = cursor === null ? null : decodeEntityCursor(order, cursor);
    if (cursor !== null && !found) {
      faults.push({ fieldName, errorCode: 'Cursor', message: `${fieldName} is no cursor of this list.` });
    }
    return found;
  };
  const [first, last] = [args.first ?? null, args.last ?? null];
  if (first !== null) faults.push(...outside('first', first, 0, maxPageSize));
  if (last !== null) faults.push(...outside('last', last, 0, maxPageSize));
  const [after, before] = [position('after'), position('before')];
  if (first !== null && last !== null) {
    faults.push({ fieldName: 'last', errorCode: 'Predicate', message: 'first and last do not go together.' });
  }
  refuseFaults(faults);
  return { size: first ?? last ?? defaultPageSize, fromEnd: last !== null, after, before };
}

function outside(fieldName: string, value: number, min: number, max: number): FieldError[] {
  if (value >= min && value <= max) return [];
  return [{ fieldName, errorCode: 'InclusiveBetween', message: `${fieldName} must be between ${min} and ${max}.` }];
}
