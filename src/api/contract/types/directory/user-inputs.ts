import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { Dto } from '../../decorators.ts';
import { Roles } from './user-info.ts';

/** Profile fields, which users may change themselves. */
@InputType()
abstract class Profile {
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

@InputType({ description: 'Input for a new user' })
@Dto({ namespace: 'Voice.Api.Users' })
export class NewUser extends Profile {
  @Field(() => String, { description: 'The email address, which is the user name for signing in. Must be unique.' })
  emailAddress!: string;

  @Field(() => String, { description: 'The password, 8 to 1,024 characters long' })
  password!: string;

  @Field(() => [Roles], { defaultValue: [], description: 'The roles of the user' })
  roles!: (keyof typeof Roles)[];

  @Field(() => [ID], { description: "The IDs of the user's accounts, at least one" })
  accountIds!: string[];

  @Field(() => ID, {
    nullable: true,
    description: 'The ID of the home account, the default account of new objects (defaults to the first of accountIds)',
  })
  homeAccountId?: string | null;
}

@InputType({ description: 'Changes to a user. Omitted fields keep their value.' })
@Dto({ namespace: 'Voice.Api.Users' })
export class PatchUser extends Profile {
  @Field(() => ID, { description: 'The ID of the user' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The email address, which is the user name for signing in. Must be unique.',
  })
  emailAddress?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The new password, 8 to 1,024 characters long. Changing it ends every sign-in of the user.',
  })
  password?: string | null;

  @Field(() => [Roles], { nullable: true, description: 'The roles of the user. Replaces all roles.' })
  roles?: (keyof typeof Roles)[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: "The IDs of the user's accounts, at least one. Replaces all accounts.",
  })
  accountIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'The ID of the home account, the default account of new objects' })
  homeAccountId?: string | null;
}

@InputType({ description: 'Changes to the current user. Omitted fields keep their value.' })
export class PatchMe extends Profile {}

@ArgsType()
export class ChangePasswordArguments {
  @Field(() => String, { description: 'The current password' })
  oldPassword!: string;

  @Field(() => String, { description: 'The new password, 8 to 1,024 characters long' })
  newPassword!: string;
}

@ArgsType()
export class RemoveUserFromAccountArguments {
  @Field(() => ID, { description: 'The ID of the user' })
  id!: string;

  @Field(() => ID, { description: 'The ID of the account' })
  accountId!: string;
}
