import { type ClassType, Field, Int } from 'type-graphql';
import { SimpleObjectType } from '../decorators.ts';
import { PageInfo } from './page-info.ts';

/**
 * Description of `totalCount`.
 * Resolvers of the inherited field repeat it, because TypeGraphQL drops the description otherwise.
 */
export const totalCountDescription = 'The number of items on all pages. Counted only if selected.';

/**
 * Creates the base class of an edge type; the subclass has the GraphQL name.
 * @param what completes the description "The …", such as "customer"
 */
export function edgeOf<T extends object>(Node: ClassType<T>, what: string) {
  @SimpleObjectType()
  abstract class Edge {
    @Field(() => String, { description: 'The cursor of the item, for use in after and before' })
    cursor!: string;

    @Field(() => Node, { description: `The ${what}` })
    node!: T;
  }
  return Edge;
}

/**
 * Creates the base class of a connection type; the subclass has the GraphQL name. Its items are nullable, so that the
 * error of one, such as a damaged document, leaves the others intact.
 * @param what completes the description "The … of this page", such as "customers"
 */
export function connectionOf<E extends object, T extends object>(Edge: ClassType<E>, Node: ClassType<T>, what: string) {
  @SimpleObjectType()
  abstract class Connection {
    @Field(() => [Edge], {
      nullable: 'items',
      description: `The ${what} on this page, with their cursors; null for one that cannot be read`,
    })
    edges!: (E | null)[];

    @Field(() => [Node], {
      nullable: 'items',
      description: `The ${what} on this page; null for one that cannot be read`,
    })
    nodes!: (T | null)[];

    @Field(() => PageInfo, { description: 'Pagination information' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: totalCountDescription })
    totalCount!: number;
  }
  return Connection;
}

/** Options of the `@Dto` of a REST list: C# has one generic class for all of them. */
export function listResponseOf(item: { readonly name: string }) {
  return { namespace: 'Voice.Api', as: 'ListResponse', typeArgument: item.name };
}

/**
 * Creates the base class of a REST list: the vendor's format of a page.
 * @param what completes the description "The … of this page", such as "customers"
 */
export function listOf<T extends object>(Item: ClassType<T>, what: string) {
  @SimpleObjectType()
  abstract class List {
    @Field(() => [Item], { description: `The ${what} on this page` })
    items!: T[];

    @Field(() => Int, { description: 'The number of items on all pages; 0 with simplifiedPaging' })
    totalCount!: number;

    @Field(() => Int, { description: 'The number of pages; 0 with simplifiedPaging' })
    totalPages!: number;

    @Field(() => Boolean, { description: 'Whether another page follows this one' })
    hasMorePages!: boolean;
  }
  return List;
}
