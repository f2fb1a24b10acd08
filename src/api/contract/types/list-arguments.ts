import { Field, InputType } from 'type-graphql';
import { ListRequest } from './list-request.ts';

/** Arguments of the lists of records that belong to an account and have a name. */
@InputType()
export abstract class AccountListArguments extends ListRequest {
  @Field(() => [String], {
    nullable: true,
    description: 'Limits the list to these accounts. Default: all of your accounts.',
  })
  accountIds?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Text that the name must contain, case-insensitive' })
  nameFilter?: string | null;
}
