import type { Page } from '../../../common/pagination/page.ts';
import type { PageInfo } from '../../contract/types/page-info.ts';

/** Source object of an edge: a row and its cursor. */
export interface EdgeView<T> {
  readonly cursor: string;
  readonly node: T;
}

/** Source object of a connection. */
export interface ConnectionView<T> {
  readonly edges: readonly EdgeView<T>[];
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfo;
}

/** Converts a page of rows with cursors to a connection. */
export function toConnection<T>(page: Page<EdgeView<T>>): ConnectionView<T> {
  return { edges: page.rows, nodes: page.rows.map(({ node }) => node), pageInfo: pageInfoOf(page) };
}

export function pageInfoOf({ rows, hasNextPage, hasPreviousPage }: Page<EdgeView<unknown>>): PageInfo {
  const startCursor = rows.at(0)?.cursor ?? null;
  const endCursor = rows.at(-1)?.cursor ?? null;
  return { hasNextPage, hasPreviousPage, startCursor, endCursor };
}
