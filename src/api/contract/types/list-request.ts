import { Field, InputType, Int } from 'type-graphql';
import { defaultCountPerPage } from '../../../common/pagination/offset-page.ts';
import { Dto } from '../decorators.ts';
import { SortOrders } from './sort-orders.ts';

/** Base of the vendor's list requests. A request names it as `base` in its `@Dto`, with the type of its items. */
@InputType({ description: 'The page and the order of a list' })
@Dto({ namespace: 'Voice.Api', typeArgument: 'T' })
export class ListRequest {
  @Field(() => Int, { defaultValue: 0, description: 'The page number, from 0' })
  page!: number;

  @Field(() => Boolean, { defaultValue: false, description: 'Returns all matching items on one page' })
  all!: boolean;

  @Field(() => Int, { defaultValue: defaultCountPerPage, description: 'The number of items per page, at most 1,000' })
  countPerPage!: number;

  @Field(() => [String], { nullable: true, description: 'Limits the list to these IDs' })
  specificIds?: string[] | null;

  @Field(() => String, { nullable: true, description: 'The field to sort by. Each list has a default.' })
  sortField?: string | null;

  // not nullable in C#; null in a request that omits it, because each list has a default
  @Field(() => SortOrders, { defaultValue: null, description: 'The sort direction. Each list has a default.' })
  sortOrder?: SortOrders | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Sets totalCount and totalPages to 0, which avoids counting',
  })
  simplifiedPaging!: boolean;
}

/** Options of a `@Dto` for a request that inherits from {@link ListRequest}. */
export function listRequestOf(item: { readonly name: string }) {
  return { base: { name: ListRequest.name, typeArgument: item.name } };
}
