import { Field, InputType } from 'type-graphql';
import { NumberedPageArguments } from './numbered-page-arguments.ts';
import { SortOrders } from './sort-orders.ts';

/** What every list of the directory takes. */
@InputType()
export abstract class ListArguments extends NumberedPageArguments {
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
@InputType()
export abstract class AccountListArguments extends ListArguments {
  @Field(() => [String], { nullable: true, description: 'Only these accounts; else all of yours' })
  accountIds?: string[] | null;
}
