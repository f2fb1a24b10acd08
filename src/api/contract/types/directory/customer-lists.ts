import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { Dto, RestOperation, SimpleObjectType } from '../../decorators.ts';
import { connectionOf, edgeOf, listOf } from '../connection-of.ts';
import { AccountListArguments } from '../list-arguments.ts';
import { PageArguments } from '../page-arguments.ts';
import { CustomerInfo } from './customer-info.ts';
import { DirectoryOrderInput } from './order.ts';

@SimpleObjectType({ description: 'A customer and its place in the list' })
export class CustomerEdge extends edgeOf(CustomerInfo, 'customer') {}

@SimpleObjectType({ description: 'A page of customers' })
export class CustomerConnection extends connectionOf(CustomerEdge, CustomerInfo, 'customers') {}

@SimpleObjectType({ description: 'A page of customers' })
@Dto({ namespace: 'Voice.Api.Customers' })
export class CustomerList extends listOf(CustomerInfo, 'customers') {}

@InputType({ description: 'Which customers; all of it has to hold' })
export class CustomerFilterInput {
  @Field(() => [ID], { nullable: true, description: 'Only these accounts; else all of yours' })
  accountIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only these IDs' })
  ids?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Contained in the name, whatever the case' })
  nameFilter?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Only customers somewhere below these' })
  parentCustomerIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only direct children; without parentCustomerIds only the customers at the top',
  })
  shallowParent?: boolean | null;
}

@ArgsType()
export class CustomersArguments extends PageArguments {
  @Field(() => CustomerFilterInput, { nullable: true, description: 'Which customers; else all' })
  filter?: CustomerFilterInput | null;

  @Field(() => DirectoryOrderInput, { nullable: true, description: 'In which order; else by name' })
  orderBy?: DirectoryOrderInput | null;
}

@InputType({ description: 'The customers of your accounts' })
@Dto({ namespace: 'Voice.Api.Customers' })
@RestOperation({ response: CustomerList, routes: [{ verb: 'GET', path: '/customers' }], roles: ['User'] })
export class ListCustomers extends AccountListArguments {
  @Field(() => [String], { nullable: true, description: 'Only customers somewhere below these' })
  parentCustomerIds?: string[] | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Only direct children; without parentCustomerIds only the customers at the top',
  })
  shallowParent!: boolean;
}
