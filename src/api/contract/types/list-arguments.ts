import { Field, InputType } from 'type-graphql';
import { NumberedPageArguments } from './numbered-page-arguments.ts';
import { SortOrders } from './sort-orders.ts';

/** Arguments of every directory list. */
@InputType()
export abstract class ListArguments extends NumberedPageArguments {
  @Field(() => [String], { nullable: true, description: 'Limits the list to these IDs' })
  specificIds?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'The field to sort by: the name (default), dateCreated or dateLastModified',
  })
  sortField?: string | null;

  @Field(() => SortOrders, { nullable: true, description: 'The sort direction (defaults to Ascend)' })
  sortOrder?: SortOrders | null;

  @Field(() => String, { nullable: true, description: 'Text that the name must contain, case-insensitive' })
  nameFilter?: string | null;
}

/** Like {@link ListArguments}, for records that belong to an account. */
@InputType()
export abstract class AccountListArguments extends ListArguments {
  @Field(() => [String], {
    nullable: true,
    description: 'Limits the list to these accounts. Default: all of your accounts.',
  })
  accountIds?: string[] | null;
}
