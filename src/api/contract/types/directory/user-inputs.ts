import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { Dto } from '../../decorators.ts';
import { Roles } from './user-info.ts';

/** What users may change of themselves. */
@InputType()
abstract class Profile {
  @Field(() => String, { nullable: true, description: 'The first name' })
  firstName?: string | null;

  @Field(() => String, { nullable: true, description: 'The last name' })
  lastName?: string | null;

  @Field(() => String, { nullable: true, description: 'The address of a picture, https or http; empty for none' })
  avatarUrl?: string | null;
}

@InputType({ description: 'What a new user starts with' })
@Dto({ namespace: 'Voice.Api.Users' })
export class NewUser extends Profile {
  @Field(() => String, { description: 'The email address to sign in by, which no other user has' })
  emailAddress!: string;

  @Field(() => String, { description: 'The password, 8 to 1,024 characters' })
  password!: string;

  @Field(() => [Roles], { defaultValue: [], description: 'What the user may do' })
  roles!: (keyof typeof Roles)[];

  @Field(() => [ID], { description: 'The IDs of the accounts to work in, at least one' })
  accountIds!: string[];

  @Field(() => ID, {
    nullable: true,
    description: 'The account where things go if none is named (defaults to the first)',
  })
  homeAccountId?: string | null;
}

@InputType({ description: 'Changes of a user; what is absent stays as it is' })
@Dto({ namespace: 'Voice.Api.Users' })
export class PatchUser extends Profile {
  @Field(() => ID, { description: 'The ID of the user' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'The email address to sign in by, which no other user has' })
  emailAddress?: string | null;

  @Field(() => String, { nullable: true, description: 'The password, 8 to 1,024 characters; it ends every sign-in' })
  password?: string | null;

  @Field(() => [Roles], { nullable: true, description: 'All that the user may do' })
  roles?: (keyof typeof Roles)[] | null;

  @Field(() => [ID], { nullable: true, description: 'The IDs of all accounts to work in, at least one' })
  accountIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'The account where things go if none is named' })
  homeAccountId?: string | null;
}

@InputType({ description: 'Changes of yourself; what is absent stays as it is' })
export class PatchMe extends Profile {}

@ArgsType()
export class ChangePasswordArguments {
  @Field(() => String, { description: 'The password you have' })
  oldPassword!: string;

  @Field(() => String, { description: 'The password you want, 8 to 1,024 characters' })
  newPassword!: string;
}

@ArgsType()
export class RemoveUserFromAccountArguments {
  @Field(() => ID, { description: 'The ID of the user' })
  id!: string;

  @Field(() => ID, { description: 'The ID of the account' })
  accountId!: string;
}
