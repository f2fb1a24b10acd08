import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { requestedAccount } from '../../../../domain/directory/account-resolver.ts';
import type { CustomerService } from '../../../../domain/directory/customer-service.ts';
import { type CustomerRecord, directoryManagers } from '../../../../domain/directory/records.ts';
import { Operation } from '../../../contract/decorators.ts';
import { CustomerInfo } from '../../../contract/types/directory/customer-info.ts';
import { NewCustomer, PatchCustomer } from '../../../contract/types/directory/customer-inputs.ts';
import { CustomerConnection, CustomersArguments } from '../../../contract/types/directory/customer-lists.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { type DirectoryConnectionView, toDirectoryConnection, toOrder } from './connection.ts';

const requestNamespace = 'Voice.Api.Customers';

@Resolver()
export class CustomerOperations {
  readonly #customers: CustomerService;

  constructor(customers: CustomerService) {
    this.#customers = customers;
  }

  @Query(() => CustomerInfo, {
    nullable: true,
    description: 'A customer by ID. Returns null if your accounts have no such customer.',
  })
  @Operation({
    request: 'GetCustomer',
    requestNamespace,
    routes: [{ verb: 'GET', path: '/customers/{customerId}' }],
    anyRole: directoryManagers,
  })
  customer(
    @Ctx() { principal }: RequestContext,
    @Arg('customerId', () => ID, { description: 'The ID of the customer' }) customerId: string,
  ): Promise<CustomerRecord | null> {
    return this.#customers.find(principal, customerId);
  }

  @Query(() => CustomerConnection, { description: 'The customers of your accounts' })
  async customers(
    @Ctx() { principal }: RequestContext,
    @Args(() => CustomersArguments) { filter, orderBy, ...page }: CustomersArguments,
  ): Promise<DirectoryConnectionView<CustomerRecord>> {
    const { nameFilter: name, parentCustomerIds: parentIds, shallowParent: shallow, ...rest } = filter ?? {};
    const criteria = { ...rest, name, parentIds, shallow };
    return toDirectoryConnection(await this.#customers.queries.page(principal, criteria, toOrder(orderBy), page));
  }

  @Mutation(() => CustomerInfo, { description: 'Create a new customer' })
  @Operation({
    request: 'NewCustomer',
    routes: [{ verb: 'POST', path: '/customers' }],
    headers: { 'X-Account-Id': 'accountId' },
    anyRole: directoryManagers,
  })
  newCustomer(
    @Ctx() context: RequestContext,
    @Arg('input', () => NewCustomer, { description: 'Input of the new customer' }) input: NewCustomer,
  ): Promise<CustomerRecord> {
    const { accountId, ...rest } = input;
    return this.#customers.create(context, requestedAccount(accountId, context), rest);
  }

  @Mutation(() => CustomerInfo, { description: 'Change a customer or move it in the tree' })
  @Operation({
    request: 'PatchCustomer',
    routes: [{ verb: 'PATCH', path: '/customers/{customerId}' }],
    anyRole: directoryManagers,
  })
  async patchCustomer(
    @Ctx() context: RequestContext,
    @Arg('input', () => PatchCustomer, { description: 'The changes' }) { customerId, ...changes }: PatchCustomer,
  ): Promise<CustomerRecord> {
    const customer = await this.#customers.patch(context, customerId, changes);
    context.loaders.customer.clearAll();
    return customer;
  }

  @Mutation(() => ID, {
    description:
      'Delete a customer. Returns its ID. Fails with CONFLICT while customers, endpoints or sessions refer to it.',
  })
  @Operation({
    request: 'DeleteCustomer',
    requestNamespace,
    routes: [{ verb: 'DELETE', path: '/customers/{customerId}' }],
    returns: 'void',
    anyRole: directoryManagers,
  })
  async deleteCustomer(
    @Ctx() context: RequestContext,
    @Arg('customerId', () => ID, { description: 'The ID of the customer' }) customerId: string,
  ): Promise<string> {
    await this.#customers.remove(context, customerId);
    context.loaders.customer.clearAll();
    return customerId;
  }
}
