import { Field, ID, registerEnumType } from 'type-graphql';
import { Roles } from '../../../../domain/directory/records.ts';
import { Dto, SimpleObjectType } from '../../decorators.ts';
import { EntityInfo } from '../entity-info.ts';
import { Node } from '../node.ts';

// a class that takes the enum from here has it registered too
export { Roles };

registerEnumType(Roles, {
  name: 'Roles',
  description: 'What a user may do',
  valuesConfig: {
    User: { description: 'Work in the accounts of the user' },
    SystemAdministrator: { description: 'See every account, change accounts and users' },
  },
});

@SimpleObjectType({ implements: [EntityInfo, Node], description: 'Somebody who can sign in' })
@Dto({ namespace: 'Voice.Api.Users' })
export class UserInfo extends EntityInfo {
  @Field(() => String, { description: 'The email address, by which the user signs in' })
  emailAddress!: string;

  @Field(() => String, { description: 'The first name' })
  firstName!: string;

  @Field(() => String, { description: 'The last name' })
  lastName!: string;

  @Field(() => String, { description: 'The full name, else the email address' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'The address of a picture' })
  avatarUrl!: string | null;

  @Field(() => [Roles], { description: 'What the user may do' })
  roles!: readonly (keyof typeof Roles)[];

  @Field(() => [ID], { description: 'The IDs of the accounts the user works in, as far as they are yours too' })
  accountIds!: readonly string[];

  @Field(() => ID, { nullable: true, description: 'The ID of the home account; null if it is not yours' })
  homeAccountId!: string | null;
}
