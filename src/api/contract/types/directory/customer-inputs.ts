import { Field, ID, InputType } from 'type-graphql';
import { Dto } from '../../decorators.ts';

@InputType({ description: 'What a new customer starts with' })
@Dto({ namespace: 'Voice.Api.Customers' })
export class NewCustomer {
  @Field(() => ID, {
    nullable: true,
    description: 'The account to create it in; else that of the header X-Account-Id, else your home account',
  })
  accountId?: string | null;

  @Field(() => String, { description: 'The name of the customer' })
  name!: string;

  @Field(() => ID, { nullable: true, description: 'The customer above it; else it is at the top' })
  parentCustomerId?: string | null;

  @Field(() => String, { nullable: true, description: 'What another system calls it' })
  referenceId?: string | null;
}

@InputType({ description: 'Changes of a customer; what is absent stays as it is' })
@Dto({ namespace: 'Voice.Api.Customers' })
export class PatchCustomer {
  @Field(() => ID, { description: 'The ID of the customer' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'The name of the customer' })
  name?: string | null;

  @Field(() => ID, { nullable: true, description: 'The customer to move it below; empty moves it to the top' })
  parentCustomerId?: string | null;

  @Field(() => String, { nullable: true, description: 'What another system calls it; empty removes it' })
  referenceId?: string | null;
}
