import { Field, ID } from 'type-graphql';
import { Dto, SimpleObjectType } from '../../decorators.ts';

@SimpleObjectType({ description: 'The current user' })
@Dto({ namespace: 'Voice.Api' })
export class AuthStatus {
  @Field(() => Boolean, {
    description: 'Whether the request is authenticated. If false, all other fields are null or empty.',
  })
  isAuthenticated!: boolean;

  @Field(() => ID, { nullable: true, description: 'The ID of the user' })
  id!: string | null;

  @Field(() => String, { nullable: true, description: 'The first name of the user' })
  firstName!: string | null;

  @Field(() => String, { nullable: true, description: 'The last name of the user' })
  lastName!: string | null;

  @Field(() => String, { nullable: true, description: 'The full name of the user' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'The email address of the user' })
  emailAddress!: string | null;

  @Field(() => String, { nullable: true, description: "The URL of the user's picture" })
  avatarUrl!: string | null;

  @Field(() => [ID], { description: "The IDs of the user's accounts" })
  accountIds!: string[];

  @Field(() => [String], { description: "The names of the user's accounts, in the order of accountIds" })
  accountNames!: string[];

  @Field(() => [String], { description: 'The roles of the user' })
  roles!: string[];
}
