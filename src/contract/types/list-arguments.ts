import { ArgsType, Field, Int } from 'type-graphql';
import { SortOrders } from './sort-orders.ts';

/** What every list of the vendor's REST API takes. */
@ArgsType()
export abstract class ListArguments {
  @Field(() => Int, { defaultValue: 0, description: 'The page, from 0' })
  page!: number;

  @Field(() => Int, { defaultValue: 25, description: 'How many on a page: at most 1,000' })
  countPerPage!: number;

  @Field(() => Boolean, { defaultValue: false, description: 'Every match on one page' })
  all!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'Leave out the totals, which spares counting' })
  simplifiedPaging!: boolean;

  @Field(() => [String], { nullable: true, description: 'Only these IDs' })
  specificIds?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'The field to sort by: the name (default), dateCreated or dateLastModified',
  })
  sortField?: string | null;

  @Field(() => SortOrders, { nullable: true, description: 'Which way to sort (defaults to Ascend)' })
  sortOrder?: SortOrders | null;

  @Field(() => String, { nullable: true, description: 'Contained in the name, whatever the case' })
  nameFilter?: string | null;
}

/** As {@link ListArguments}, for what belongs to an account. */
@ArgsType()
export abstract class AccountListArguments extends ListArguments {
  @Field(() => [String], { nullable: true, description: 'Only these accounts; else all of yours' })
  accountIds?: string[] | null;
}
