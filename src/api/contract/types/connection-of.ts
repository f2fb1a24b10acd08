import { type ClassType, Field, Int } from 'type-graphql';
import { SimpleObjectType } from '../decorators.ts';
import { PageInfo } from './page-info.ts';

/** What `totalCount` says of itself; its resolvers say it again, since an inherited field loses it to them. */
export const totalCountDescription = 'How many the whole list has; counted only when asked for';

/** The base of an edge class; the subclass has the name. @param what as in "The customer" */
export function edgeOf<T extends object>(Node: ClassType<T>, what: string) {
  @SimpleObjectType()
  abstract class Edge {
    @Field(() => String, { description: 'The place in the list, to page on from' })
    cursor!: string;

    @Field(() => Node, { description: `The ${what}` })
    node!: T;
  }
  return Edge;
}

/** The base of a connection class; the subclass has the name. @param what as in "The customers of this page" */
export function connectionOf<E extends object, T extends object>(Edge: ClassType<E>, Node: ClassType<T>, what: string) {
  @SimpleObjectType()
  abstract class Connection {
    @Field(() => [Edge], { description: `The ${what} of this page with their cursors` })
    edges!: E[];

    @Field(() => [Node], { description: `The ${what} of this page` })
    nodes!: T[];

    @Field(() => PageInfo, { description: 'Where this page stands in the list' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: totalCountDescription })
    totalCount!: number;
  }
  return Connection;
}

/** The base of a REST list class: the vendor's wrapper of a page. */
export function listOf<T extends object>(Item: ClassType<T>, what: string) {
  @SimpleObjectType()
  abstract class List {
    @Field(() => [Item], { description: `The ${what} of this page` })
    items!: T[];

    @Field(() => Int, { nullable: true, description: 'How many there are on all pages; absent with simplifiedPaging' })
    totalCount!: number | null;

    @Field(() => Int, { nullable: true, description: 'How many pages there are; absent with simplifiedPaging' })
    totalPages!: number | null;

    @Field(() => Boolean, { description: 'Is there another page after this one?' })
    hasMorePages!: boolean;
  }
  return List;
}
