import type { Page } from '../../../common/pagination/page.ts';
import type { PageInfo } from '../../contract/types/page-info.ts';

/** A row and its place in the list, as the fields of an edge read it. */
export interface EdgeView<T> {
  readonly cursor: string;
  readonly node: T;
}

/** A page as the fields of a connection read it. */
export interface ConnectionView<T> {
  readonly edges: readonly EdgeView<T>[];
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfo;
}

/** A page whose rows have their cursors, as a connection. */
export function toConnection<T>(page: Page<EdgeView<T>>): ConnectionView<T> {
  return { edges: page.rows, nodes: page.rows.map(({ node }) => node), pageInfo: pageInfoOf(page) };
}

export function pageInfoOf({ rows, hasNextPage, hasPreviousPage }: Page<EdgeView<unknown>>): PageInfo {
  const startCursor = rows.at(0)?.cursor ?? null;
  const endCursor = rows.at(-1)?.cursor ?? null;
  return { hasNextPage, hasPreviousPage, startCursor, endCursor };
}
