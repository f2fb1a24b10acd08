import { Field, ID, registerEnumType } from 'type-graphql';
import { Roles } from '../../../../domain/directory/records.ts';
import { Dto, SimpleObjectType } from '../../decorators.ts';
import { EntityInfo } from '../entity-info.ts';
import { Node } from '../node.ts';

// importing the enum from this module also registers it with TypeGraphQL
export { Roles };

registerEnumType(Roles, {
  name: 'Roles',
  description: 'Roles of users',
  valuesConfig: {
    User: { description: "Read and change customers, endpoints, sessions and webhooks of the user's accounts" },
    Manager: { description: 'Start outgoing calls, read the active calls' },
    SystemAdministrator: { description: 'Read every account, change accounts and users' },
    Customer: { description: 'No permission yet' },
    CallCenterDashboard: { description: 'Read the active calls' },
  },
});

@SimpleObjectType({ implements: [EntityInfo, Node], description: 'A user, who can sign in' })
@Dto({ namespace: 'Voice.Api.Users' })
export class UserInfo extends EntityInfo {
  @Field(() => String, { description: 'The email address, which is the user name for signing in' })
  emailAddress!: string;

  @Field(() => String, { description: 'The first name' })
  firstName!: string;

  @Field(() => String, { description: 'The last name' })
  lastName!: string;

  @Field(() => String, { description: 'The full name, or the email address if the user has no name' })
  name!: string;

  @Field(() => String, { nullable: true, description: "The URL of the user's picture" })
  avatarUrl!: string | null;

  @Field(() => [Roles], { description: 'The roles of the user' })
  roles!: readonly (keyof typeof Roles)[];

  @Field(() => [ID], { description: 'The IDs of the accounts that you share with the user' })
  accountIds!: readonly string[];

  @Field(() => ID, {
    nullable: true,
    description: "The ID of the user's home account, or null if it is not one of your accounts",
  })
  homeAccountId!: string | null;
}
