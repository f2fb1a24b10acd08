import { Field, ID, InputType } from 'type-graphql';
import { Dto } from '../../decorators.ts';

/** What all new endpoints have in common. */
@InputType()
abstract class NewEndpoint {
  @Field(() => ID, {
    nullable: true,
    description: 'The account to create it in; else that of the header X-Account-Id, else your home account',
  })
  accountId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The customer it belongs to' })
  customerId?: string | null;

  @Field(() => String, { nullable: true, description: 'What another system calls it' })
  referenceId?: string | null;
}

@InputType({ description: 'What a new User endpoint starts with; a user has one in an account' })
@Dto({ namespace: 'Voice.Api.Endpoints' })
export class NewUserEndpoint extends NewEndpoint {
  @Field(() => ID, { nullable: true, description: 'The ID of the user' })
  userId?: string | null;

  @Field(() => String, { nullable: true, description: 'The email address of the user, in place of its ID' })
  userEmailAddress?: string | null;

  @Field(() => String, { nullable: true, description: 'The name shown (defaults to the name of the user)' })
  displayName?: string | null;
}

@InputType({ description: 'What a new Team endpoint starts with' })
@Dto({ namespace: 'Voice.Api.Endpoints' })
export class NewTeamEndpoint extends NewEndpoint {
  @Field(() => String, { description: 'The name shown' })
  displayName!: string;

  @Field(() => [ID], { defaultValue: [], description: 'The IDs of the users in it, users of the account' })
  userIds!: string[];
}

@InputType({ description: 'What a new PhoneNumber endpoint starts with' })
@Dto({ namespace: 'Voice.Api.Endpoints' })
export class NewPhoneNumberEndpoint extends NewEndpoint {
  @Field(() => String, { description: 'The number in E.164, which no other endpoint of the account has' })
  phoneNumber!: string;

  @Field(() => String, { nullable: true, description: 'The name shown (defaults to the number)' })
  displayName?: string | null;
}

@InputType({ description: 'Changes of an endpoint; what is absent stays as it is' })
@Dto({ namespace: 'Voice.Api.Endpoints' })
export class PatchEndpoint {
  @Field(() => ID, { description: 'The ID of the endpoint' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'The name shown' })
  displayName?: string | null;

  @Field(() => ID, { nullable: true, description: 'The customer it belongs to; empty for none' })
  customerId?: string | null;

  @Field(() => String, { nullable: true, description: 'What another system calls it; empty for nothing' })
  referenceId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'The IDs of all users of a Team' })
  userIds?: string[] | null;

  @Field(() => String, { nullable: true, description: 'The number of a PhoneNumber' })
  phoneNumber?: string | null;
}
