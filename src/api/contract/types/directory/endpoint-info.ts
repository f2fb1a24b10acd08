import { Field, registerEnumType } from 'type-graphql';
import { EndpointTypes } from '../../../../domain/directory/records.ts';
import { Cost, Dto, SimpleObjectType } from '../../decorators.ts';
import { EntityInfo } from '../entity-info.ts';
import { Node } from '../node.ts';
import { CustomerBreadcrumb } from './customer-breadcrumb.ts';

// importing the enum from this module also registers it with TypeGraphQL
export { EndpointTypes };

registerEnumType(EndpointTypes, {
  name: 'EndpointTypes',
  description: 'The type of an endpoint',
  valuesConfig: {
    User: { description: 'One user' },
    Team: { description: 'Several users with a common address' },
    PhoneNumber: { description: 'A phone number' },
  },
});

@SimpleObjectType({
  implements: [EntityInfo, Node],
  description: 'An endpoint of sessions: a user, a team or a phone number',
})
@Dto({ namespace: 'Voice.Api.Endpoints' })
export class EndpointInfo extends EntityInfo {
  @Field(() => String, { description: 'The ID of the account this endpoint belongs to' })
  accountId!: string;

  @Field(() => String, { nullable: true, description: 'The name of the account this endpoint belongs to' })
  accountName!: string | null;

  @Field(() => String, { nullable: true, description: 'The ID of the customer this endpoint belongs to' })
  customerId!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of the customer this endpoint belongs to' })
  customerName!: string | null;

  @Field(() => String, { nullable: true, description: 'The ID of this endpoint in another system' })
  referenceId!: string | null;

  @Cost({ listSize: 3 })
  @Field(() => [CustomerBreadcrumb], {
    description: 'The path from the root customer to the customer this endpoint belongs to',
  })
  customerBreadcrumb!: readonly CustomerBreadcrumb[];

  @Field(() => String, { nullable: true, description: 'The display name of this endpoint' })
  displayName!: string | null;

  @Field(() => EndpointTypes, { description: 'The type of the endpoint' })
  type!: EndpointTypes;

  @Field(() => String, { nullable: true, description: 'The ID of the user, for a User endpoint' })
  userId!: string | null;

  @Field(() => [String], { description: 'The IDs of the users, for a Team endpoint' })
  userIds!: readonly string[];

  @Field(() => String, { nullable: true, description: 'The phone number in E.164 format, for a PhoneNumber endpoint' })
  phoneNumber!: string | null;
}
