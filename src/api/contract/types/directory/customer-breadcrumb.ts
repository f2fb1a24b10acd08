import { Field, ID } from 'type-graphql';
import { Dto, SimpleObjectType } from '../../decorators.ts';

@SimpleObjectType({ description: 'One step of the path from the root customer down to a customer' })
@Dto({ namespace: 'Voice.Api.Customers', apiMembers: false })
export class CustomerBreadcrumb {
  @Field(() => ID, { description: 'The ID of the customer' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'The name of the customer' })
  name!: string | null;
}
