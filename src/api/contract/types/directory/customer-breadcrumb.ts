import { Field, ID } from 'type-graphql';
import { Dto, SimpleObjectType } from '../../decorators.ts';

@SimpleObjectType({ description: 'One customer on the path from the root customer to a customer' })
@Dto({ namespace: 'Voice.Api.Customers', apiMembers: false })
export class CustomerBreadcrumb {
  @Field(() => ID, { description: 'The ID of the customer' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'The name of the customer' })
  name!: string | null;
}
