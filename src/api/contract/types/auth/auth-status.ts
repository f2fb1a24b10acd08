import { Field, ID } from 'type-graphql';
import { Dto, SimpleObjectType } from '../../decorators.ts';

@SimpleObjectType({ description: 'Who is signed in' })
@Dto({ namespace: 'Voice.Api' })
export class AuthStatus {
  @Field(() => Boolean, { description: 'Is anyone signed in? If not, nothing else is set' })
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

  @Field(() => String, { nullable: true, description: 'The address of a picture of the user' })
  avatarUrl!: string | null;

  @Field(() => [ID], { description: 'The IDs of the accounts the user may work in' })
  accountIds!: string[];

  @Field(() => [String], { description: 'The names of those accounts, in the same order' })
  accountNames!: string[];

  @Field(() => [String], { description: 'The roles of the user' })
  roles!: string[];
}
