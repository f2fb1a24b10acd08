import { type ClassType, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Cost } from '../contract/decorators.ts';
import { totalCountDescription } from '../contract/types/connection-of.ts';
import type { DirectoryOrderInput } from '../contract/types/directory-order.ts';
import type { PageInfo } from '../contract/types/page-info.ts';
import type { EntityPage } from '../directory/entity-lists.ts';
import type { DirectoryOrder } from '../directory/entity-store.ts';

/** A page of a directory list as the connection's fields read it. */
export interface DirectoryConnectionView<T> {
  readonly edges: EntityPage<T>['rows'];
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfo;
  readonly page: EntityPage<T>;
}

export function toDirectoryConnection<T>(page: EntityPage<T>): DirectoryConnectionView<T> {
  const { rows, hasNextPage, hasPreviousPage } = page;
  const startCursor = rows.at(0)?.cursor ?? null;
  const endCursor = rows.at(-1)?.cursor ?? null;
  const pageInfo = { hasNextPage, hasPreviousPage, startCursor, endCursor };
  return { edges: rows, nodes: rows.map(({ node }) => node), pageInfo, page };
}

export function toOrder(orderBy: DirectoryOrderInput | null | undefined): DirectoryOrder {
  return { field: orderBy?.field ?? 'Name', descending: orderBy?.direction === 'Descend' };
}

/** The resolver of a connection's total, which is counted only when asked for. */
export function totalCountOf(Connection: ClassType): ClassType {
  @Resolver(() => Connection)
  class TotalCountFields {
    @Cost({ weight: 10 })
    @FieldResolver(() => Int, { description: totalCountDescription })
    totalCount(@Root() { page }: DirectoryConnectionView<unknown>): Promise<number> {
      return page.count();
    }
  }
  return TotalCountFields;
}
