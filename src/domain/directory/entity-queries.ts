import { throwIfInvalid } from '../../common/errors/app-error.ts';
import {
  type OffsetPage,
  type OffsetWindow,
  readInChunks,
  readOffsetPage,
} from '../../common/pagination/offset-page.ts';
import { checkPage, cutPage, type Page, type PageArguments, rangeOf } from '../../common/pagination/page.ts';
import { decodeEntityCursor, encodeEntityCursor } from './entity-cursor.ts';
import type { DirectoryOrder, EntityPosition, EntityStore } from './entity-store.ts';
import type { Principal } from './principal.ts';
import type { DirectoryRecord } from './records.ts';

/** One page of a list; `count` counts the whole of it, for whoever asks. */
export interface EntityPage<T> extends Page<{ readonly cursor: string; readonly node: T }> {
  count(): Promise<number>;
}

export interface EntityQueriesOptions<T extends DirectoryRecord, F, C> {
  readonly store: EntityStore<T, F>;
  readonly sortName: (record: T) => string;
  /** Turns what a caller asks for into a filter over what it may see; throws where it may see nothing. */
  readonly toFilter: (principal: Principal, criteria: C) => F | Promise<F>;
}

/** The lists of one kind, for both doors. */
export class EntityQueries<T extends DirectoryRecord, F, C> {
  readonly #store: EntityStore<T, F>;
  readonly #options: EntityQueriesOptions<T, F, C>;

  constructor(options: EntityQueriesOptions<T, F, C>) {
    this.#store = options.store;
    this.#options = options;
  }

  /** @throws BAD_USER_INPUT naming each argument that makes no page */
  async page(principal: Principal, criteria: C, order: DirectoryOrder, args: PageArguments): Promise<EntityPage<T>> {
    const filter = await this.#options.toFilter(principal, criteria);
    const { window, issues } = checkPage(args, (cursor) => decodeEntityCursor(order, cursor));
    throwIfInvalid(issues);
    const { rows, ...around } = cutPage(await this.#store.range({ filter, order, ...rangeOf(window) }), window);
    return {
      rows: rows.map((node) => ({ cursor: encodeEntityCursor(order, this.#positionOf(node, order)), node })),
      ...around,
      count: () => this.#store.count(filter),
    };
  }

  async offsetPage(
    principal: Principal,
    criteria: C,
    order: DirectoryOrder,
    window: OffsetWindow,
  ): Promise<OffsetPage<T>> {
    const filter = await this.#options.toFilter(principal, criteria);
    return readOffsetPage(window, {
      read: (range) => this.#store.range({ filter, order, ...range }),
      count: () => this.#store.count(filter),
    });
  }

  /** Every record, in chunks. */
  async stream(principal: Principal, criteria: C, order: DirectoryOrder): Promise<AsyncIterable<readonly T[]>> {
    const filter = await this.#options.toFilter(principal, criteria);
    return readInChunks(
      (after: EntityPosition | null, limit) => this.#store.range({ filter, order, after, limit }),
      (record) => this.#positionOf(record, order),
    );
  }

  #positionOf(record: T, { field }: DirectoryOrder): EntityPosition {
    const values = {
      Name: this.#options.sortName(record),
      DateCreated: record.dateCreated,
      DateLastModified: record.dateLastModified,
    };
    return { value: values[field], id: record.id };
  }
}
