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

/** One page of a list; `count` counts the whole list, if the client requests it. */
export interface EntityPage<T> extends Page<{ readonly cursor: string; readonly node: T }> {
  count(): Promise<number>;
}

export interface EntityQueriesOptions<T extends DirectoryRecord, F, C> {
  readonly store: EntityStore<T, F>;
  readonly sortName: (record: T) => string;
  /** Turns criteria into a filter within the caller's accounts; throws if the caller may not read the list. */
  readonly toFilter: (principal: Principal, criteria: C) => F | Promise<F>;
}

/** Lists the records of one kind, for GraphQL and REST. */
export class EntityQueries<T extends DirectoryRecord, F, C> {
  readonly #store: EntityStore<T, F>;
  readonly #options: EntityQueriesOptions<T, F, C>;

  constructor(options: EntityQueriesOptions<T, F, C>) {
    this.#store = options.store;
    this.#options = options;
  }

  /**
   * Reads a page by keyset cursor.
   * @throws BAD_USER_INPUT with an error for each invalid argument
   */
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

  /** Streams every record, in chunks. */
  async stream(principal: Principal, criteria: C, order: DirectoryOrder): Promise<AsyncIterable<readonly T[]>> {
    const filter = await this.#options.toFilter(principal, criteria);
    return readInChunks(
      (after: EntityPosition | null, limit) => this.#store.range({ filter, order, after, limit }),
      (record) => this.#positionOf(record, order),
    );
  }

  #positionOf(record: T, { field }: DirectoryOrder): EntityPosition {
    const indexed = new Map<string, string | Date>([
      ['Name', this.#options.sortName(record)],
      ['DateCreated', record.dateCreated],
      ['DateLastModified', record.dateLastModified],
    ]);
    const own: EntityPosition['value'] = Reflect.get(record as object, field);
    return { value: indexed.get(field) ?? own, id: record.id };
  }
}
