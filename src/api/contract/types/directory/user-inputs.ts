import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { Dto, Member } from '../../decorators.ts';

@InputType({ description: 'Input for a new user' })
@Dto({ namespace: 'Voice.Api.Authentication' })
export class NewUser {
  @Field(() => ID, {
    nullable: true,
    description:
      'The ID of the account of the new user. Default: the account in the header X-Account-Id, else your home account.',
  })
  accountId?: string | null;

  @Field(() => String, { description: 'The email address, which is the user name for signing in. Must be unique.' })
  emailAddress!: string;

  @Field(() => String, { nullable: true, description: 'The first name' })
  firstName?: string | null;

  @Field(() => String, { nullable: true, description: 'The last name' })
  lastName?: string | null;

  @Field(() => String, { description: 'The password, 8 to 1,024 characters long, and not a common one' })
  password!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'The roles of the user. Only a SystemAdministrator can give any.',
  })
  @Member({ omitFrom: 'servicestack' })
  roles?: string[] | null;
}

@InputType({ description: 'Changes to a user. Omitted fields keep their value.' })
@Dto({ namespace: 'Voice.Api.Authentication' })
export class PatchUser {
  @Field(() => [ID], {
    nullable: true,
    description: "The IDs of the user's accounts, at least one. Replaces all accounts.",
  })
  accountIds?: string[] | null;

  @Field(() => ID, { description: 'The ID of the user' })
  userId!: string;

  @Field(() => String, { nullable: true, description: 'The first name' })
  firstName?: string | null;

  @Field(() => String, { nullable: true, description: 'The last name' })
  lastName?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The new password, 8 to 1,024 characters long, and not a common one. Changing it ends every sign-in of the user.',
  })
  newPassword?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'The roles of the user. Replaces all roles. Only a SystemAdministrator can set them.',
  })
  roles?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'The email address, which is the user name for signing in. Must be unique.',
  })
  @Member({ omitFrom: 'servicestack' })
  emailAddress?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The http or https URL of a picture. An empty value removes it.',
  })
  @Member({ omitFrom: 'servicestack' })
  avatarUrl?: string | null;

  @Field(() => ID, { nullable: true, description: 'The ID of the home account, the default account of new objects' })
  @Member({ omitFrom: 'servicestack' })
  homeAccountId?: string | null;
}

@InputType({ description: 'Changes to the current user. Omitted fields keep their value.' })
export class PatchMe {
  @Field(() => String, { nullable: true, description: 'The first name' })
  firstName?: string | null;

  @Field(() => String, { nullable: true, description: 'The last name' })
  lastName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The http or https URL of a picture. An empty value removes it.',
  })
  avatarUrl?: string | null;
}

@ArgsType()
export class ChangePasswordArguments {
  @Field(() => String, { description: 'The current password' })
  oldPassword!: string;

  @Field(() => String, { description: 'The new password, 8 to 1,024 characters long, and not a common one' })
  newPassword!: string;
}

@ArgsType()
export class RemoveUserFromAccountArguments {
  @Field(() => ID, { description: 'The ID of the user' })
  userId!: string;

  @Field(() => ID, { description: 'The ID of the account' })
  accountId!: string;
}
