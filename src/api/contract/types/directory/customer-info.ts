import { Field } from 'type-graphql';
import { Cost, Dto, SimpleObjectType } from '../../decorators.ts';
import { EntityInfo } from '../entity-info.ts';
import { Node } from '../node.ts';
import { CustomerBreadcrumb } from './customer-breadcrumb.ts';

@SimpleObjectType({
  implements: [EntityInfo, Node],
  description: 'A customer. The customers of an account form a tree.',
})
@Dto({ namespace: 'Voice.Api.Customers' })
export class CustomerInfo extends EntityInfo {
  @Field(() => String, { description: 'The ID of the account this customer belongs to' })
  accountId!: string;

  @Field(() => String, { nullable: true, description: 'The ID of the parent customer, or null for a root customer' })
  parentCustomerId!: string | null;

  @Cost({ listSize: 3 })
  @Field(() => [CustomerBreadcrumb], { description: 'The path from the root customer to this customer' })
  breadcrumb!: readonly CustomerBreadcrumb[];

  @Field(() => String, { nullable: true, description: 'The name of the account this customer belongs to' })
  accountName!: string | null;

  @Field(() => String, { description: 'The name of the customer' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'The ID of this customer in another system' })
  referenceId!: string | null;
}
