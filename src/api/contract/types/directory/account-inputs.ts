import { Field, ID, InputType } from 'type-graphql';
import { Dto } from '../../decorators.ts';

@InputType({ description: 'Input for a new account' })
@Dto({ namespace: 'Voice.Api.Accounts' })
export class NewAccount {
  @Field(() => String, { description: 'The name of the account' })
  name!: string;
}

@InputType({ description: 'Changes to an account. Omitted fields keep their value.' })
@Dto({ namespace: 'Voice.Api.Accounts' })
export class PatchAccount {
  @Field(() => ID, { description: 'The ID of the account' })
  accountId!: string;

  @Field(() => String, { nullable: true, description: 'The name of the account' })
  name?: string | null;
}
