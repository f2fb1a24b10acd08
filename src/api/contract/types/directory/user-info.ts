import { Field, GraphQLISODateTime, ID } from 'type-graphql';
import { Cost, Dto, Member, SimpleObjectType } from '../../decorators.ts';
import { Node } from '../node.ts';

@SimpleObjectType({ implements: Node, description: 'A user, who can sign in' })
@Dto({ namespace: 'Voice.Api.Authentication' })
export class UserInfo extends Node {
  @Field(() => Boolean, { description: 'Whether this is the user who made the request' })
  isAuthenticated!: boolean;

  @Field(() => String, { description: 'The first name' })
  firstName!: string;

  @Field(() => String, { description: 'The last name' })
  lastName!: string;

  @Field(() => String, { description: 'The full name, or the email address if the user has no name' })
  name!: string;

  @Field(() => String, { nullable: true, description: "The URL of the user's picture" })
  avatarUrl!: string | null;

  @Field(() => String, { description: 'The email address, which is the user name for signing in' })
  emailAddress!: string;

  @Cost({ listSize: 3 })
  @Field(() => [String], {
    description: 'The roles of the user: User, Manager, SystemAdministrator, Customer, CallCenterDashboard',
  })
  roles!: readonly string[];

  @Cost({ listSize: 3 })
  @Field(() => [ID], { description: 'The IDs of the accounts that you share with the user' })
  accountIds!: readonly string[];

  @Cost({ listSize: 3 })
  @Field(() => [String], { description: 'The names of the accounts, in the order of accountIds' })
  accountNames!: readonly string[];

  @Field(() => ID, {
    nullable: true,
    description: "The ID of the user's home account, or null if it is not one of your accounts",
  })
  @Member({ omitFrom: 'servicestack' })
  homeAccountId!: string | null;

  @Field(() => GraphQLISODateTime, { description: 'The date the user was created' })
  @Member({ omitFrom: 'servicestack' })
  dateCreated!: Date;

  @Field(() => GraphQLISODateTime, { description: 'The date the user was last modified' })
  @Member({ omitFrom: 'servicestack' })
  dateLastModified!: Date;

  @Field(() => String, { nullable: true, description: 'The user that created this user' })
  @Member({ omitFrom: 'servicestack' })
  createdBy!: string | null;

  @Field(() => String, { nullable: true, description: 'The user that last modified this user' })
  @Member({ omitFrom: 'servicestack' })
  lastModifiedBy!: string | null;
}
