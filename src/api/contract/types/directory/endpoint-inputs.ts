import { Field, ID, InputType } from 'type-graphql';
import { Dto, Member } from '../../decorators.ts';

const accountDescription =
  'The ID of the account that owns the new object. Default: the account in the header X-Account-Id, else your home account.';

/** Fields that the inputs for new User and Team endpoints have. */
@InputType()
abstract class NewEndpoint {
  @Field(() => ID, { nullable: true, description: accountDescription })
  accountId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The ID of the customer that the endpoint belongs to' })
  customerId?: string | null;

  @Field(() => String, { nullable: true, description: 'The ID of the endpoint in another system' })
  referenceId?: string | null;
}

@InputType({ description: 'Input for a new User endpoint. A user has at most one endpoint in an account.' })
@Dto({ namespace: 'Voice.Api.Endpoints' })
export class NewUserEndpoint extends NewEndpoint {
  @Field(() => ID, { nullable: true, description: 'The ID of the user' })
  userId?: string | null;

  @Field(() => String, { nullable: true, description: 'The email address of the user, as an alternative to userId' })
  userEmailAddress?: string | null;

  @Field(() => String, { nullable: true, description: 'The display name (defaults to the name of the user)' })
  displayName?: string | null;
}

@InputType({ description: 'Input for a new Team endpoint' })
@Dto({ namespace: 'Voice.Api.Endpoints' })
export class NewTeamEndpoint extends NewEndpoint {
  @Field(() => String, { description: 'The display name' })
  displayName!: string;

  @Field(() => [ID], {
    defaultValue: [],
    description: 'The IDs of the members of the team, who must be users of the account',
  })
  userIds!: string[];
}

@InputType({ description: 'Input for a new PhoneNumber endpoint' })
@Dto({ namespace: 'Voice.Api.Endpoints' })
export class BuyPhoneNumber {
  @Field(() => ID, { nullable: true, description: accountDescription })
  accountId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The ID of the customer that the endpoint belongs to' })
  customerId?: string | null;

  @Field(() => String, { description: 'The phone number in E.164 format, unique within the account' })
  number!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Ignored. The number is only noted, as a virtual number: this server buys none from a carrier.',
  })
  isVirtualPhoneNumber!: boolean;

  @Field(() => String, { nullable: true, description: 'The ID of the endpoint in another system' })
  @Member({ omitFrom: 'servicestack' })
  referenceId?: string | null;

  @Field(() => String, { nullable: true, description: 'The display name (defaults to the phone number)' })
  @Member({ omitFrom: 'servicestack' })
  displayName?: string | null;
}

@InputType({ description: 'Changes to an endpoint. Omitted fields keep their value.' })
@Dto({ namespace: 'Voice.Api.Endpoints' })
export class PatchEndpoint {
  @Field(() => ID, { description: 'The ID of the endpoint' })
  endpointId!: string;

  @Field(() => String, { nullable: true, description: 'The display name' })
  displayName?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The ID of the customer that the endpoint belongs to. An empty value removes it.',
  })
  customerId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The ID of the endpoint in another system. An empty value removes it.',
  })
  referenceId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'The IDs of all members of the team, for a Team endpoint' })
  userIds?: string[] | null;

  @Field(() => String, { nullable: true, description: 'The phone number in E.164 format, for a PhoneNumber endpoint' })
  phoneNumber?: string | null;
}
