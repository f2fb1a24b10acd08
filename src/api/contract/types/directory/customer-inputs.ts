import { Field, ID, InputType } from 'type-graphql';
import { Dto } from '../../decorators.ts';

@InputType({ description: 'Input for a new customer' })
@Dto({ namespace: 'Voice.Api.Customers' })
export class NewCustomer {
  @Field(() => ID, {
    nullable: true,
    description:
      'The ID of the account that owns the new object. Default: the account in the header X-Account-Id, else your home account.',
  })
  accountId?: string | null;

  @Field(() => String, { description: 'The name of the customer' })
  name!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The ID of the parent customer. If omitted, the customer becomes a root customer.',
  })
  parentCustomerId?: string | null;

  @Field(() => String, { nullable: true, description: 'The ID of the customer in another system' })
  referenceId?: string | null;
}

@InputType({ description: 'Changes to a customer. Omitted fields keep their value.' })
@Dto({ namespace: 'Voice.Api.Customers' })
export class PatchCustomer {
  @Field(() => ID, { description: 'The ID of the customer' })
  customerId!: string;

  @Field(() => String, { nullable: true, description: 'The name of the customer' })
  name?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The ID of the new parent customer. An empty value makes the customer a root customer.',
  })
  parentCustomerId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The ID of the customer in another system. An empty value removes it.',
  })
  referenceId?: string | null;
}
