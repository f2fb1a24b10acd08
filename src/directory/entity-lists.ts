import { refuseFaults } from '../kernel/app-error.ts';
import { outside } from '../kernel/check-number.ts';
import { checkPage, cutPage, type Page, type PageArguments, rangeOf } from '../kernel/page.ts';
import { decodeEntityCursor, encodeEntityCursor } from './entity-cursor.ts';
import type { DirectoryOrder, EntityPosition, EntityStore } from './entity-store.ts';
import type { Principal } from './principal.ts';
import type { DirectoryRecord } from './records.ts';

/** One page of a list; `count` counts the whole of it, for whoever asks. */
export interface EntityPage<T> extends Page<{ readonly cursor: string; readonly node: T }> {
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

const maxNumberedPageSize = 1_000;

export interface EntityListParts<T extends DirectoryRecord, F, C> {
  readonly store: EntityStore<T, F>;
  readonly nameOf: (record: T) => string;
  /** Turns what a caller asks for into a filter over what it may see; throws where it may see nothing. */
  readonly fence: (principal: Principal, criteria: C) => F | Promise<F>;
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
  async page(principal: Principal, criteria: C, order: DirectoryOrder, args: PageArguments): Promise<EntityPage<T>> {
    const filter = await this.#parts.fence(principal, criteria);
    const { window, faults } = checkPage(args, (cursor) => decodeEntityCursor(order, cursor));
    refuseFaults(faults);
    const { rows, ...around } = cutPage(await this.#store.range({ filter, order, ...rangeOf(window) }), window);
    return {
      rows: rows.map((node) => ({ cursor: encodeEntityCursor(order, this.#positionOf(node, order)), node })),
      ...around,
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
    const filter = await this.#parts.fence(principal, criteria);
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
