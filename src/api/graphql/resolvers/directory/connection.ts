import { type ClassType, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { EntityPage } from '../../../../domain/directory/entity-queries.ts';
import type { DirectoryOrder } from '../../../../domain/directory/entity-store.ts';
import { Cost } from '../../../contract/decorators.ts';
import { totalCountDescription } from '../../../contract/types/connection-of.ts';
import type { DirectoryOrderInput } from '../../../contract/types/directory/order.ts';
import { type ConnectionView, toConnection } from '../connection-view.ts';

/** A page of a directory list, whose total can be counted later. */
export interface DirectoryConnectionView<T> extends ConnectionView<T> {
  readonly page: EntityPage<T>;
}

export function toDirectoryConnection<T>(page: EntityPage<T>): DirectoryConnectionView<T> {
  return { ...toConnection(page), page };
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
