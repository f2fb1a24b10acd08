import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { directoryManagers } from '../../../../domain/directory/records.ts';
import { Dto, RestOperation, SimpleObjectType } from '../../decorators.ts';
import { connectionOf, edgeOf, listOf, listResponseOf } from '../connection-of.ts';
import { ListRequest, listRequestOf } from '../list-request.ts';
import { PageArguments } from '../page-arguments.ts';
import { CustomerInfo } from './customer-info.ts';
import { DirectoryOrderInput } from './order.ts';

@SimpleObjectType({ description: 'A customer with its cursor' })
export class CustomerEdge extends edgeOf(CustomerInfo, 'customer') {}

@SimpleObjectType({ description: 'A page of customers' })
export class CustomerConnection extends connectionOf(CustomerEdge, CustomerInfo, 'customers') {}

@SimpleObjectType({ description: 'A page of customers' })
@Dto(listResponseOf(CustomerInfo))
export class CustomerList extends listOf(CustomerInfo, 'customers') {}

@InputType({ description: 'Filter for customers. All given criteria must match.' })
export class CustomerFilterInput {
  @Field(() => [ID], {
    nullable: true,
    description: 'Limits the list to these accounts. Default: all of your accounts.',
  })
  accountIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Limits the list to these IDs' })
  ids?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Text that the name must contain, case-insensitive' })
  nameFilter?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Limits the list to descendants of these customers' })
  parentCustomerIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Limits the list to direct children of parentCustomerIds. Without parentCustomerIds, limits it to root customers.',
  })
  shallowParent?: boolean | null;
}

@ArgsType()
export class CustomersArguments extends PageArguments {
  @Field(() => CustomerFilterInput, {
    nullable: true,
    description: 'Filter of the list. Default: all customers of your accounts.',
  })
  filter?: CustomerFilterInput | null;

  @Field(() => DirectoryOrderInput, { nullable: true, description: 'Order of the list. Default: by name, ascending.' })
  orderBy?: DirectoryOrderInput | null;
}

@InputType({ description: 'The customers of your accounts' })
@Dto({ namespace: 'Voice.Api.Customers', ...listRequestOf(CustomerInfo) })
@RestOperation({ response: CustomerList, routes: [{ verb: 'GET', path: '/customers' }], anyRole: directoryManagers })
export class ListCustomers extends ListRequest {
  @Field(() => [String], {
    nullable: true,
    description: 'Limits the list to these accounts. Default: all of your accounts.',
  })
  accountIds?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Text that the name must contain, case-insensitive' })
  nameFilter?: string | null;

  @Field(() => [String], { nullable: true, description: 'Limits the list to descendants of these customers' })
  parentCustomerIds?: string[] | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Limits the list to direct children of parentCustomerIds. Without parentCustomerIds, limits it to root customers.',
  })
  shallowParent!: boolean;

  @Field(() => [String], { nullable: true, description: 'Matches nothing: customers have no tags' })
  tagIds?: string[] | null;
}
