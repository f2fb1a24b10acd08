import type { ListCustomers } from '../contract/types/customer-lists.ts';
import { requestedAccount } from '../directory/account-resolver.ts';
import type { CustomerService } from '../directory/customer-service.ts';
import { crudHandlers } from './entity-handlers.ts';
import type { OperationHandlers } from './rest-operations.ts';

/** Customers over REST. */
export function customerHandlers(customers: CustomerService) {
  const { get, list, patch, remove } = crudHandlers({
    kind: 'customer',
    service: customers,
    nameField: 'name',
    criteriaOf: (request: ListCustomers) => ({
      accountIds: request.accountIds,
      ids: request.specificIds,
      name: request.nameFilter,
      parentIds: request.parentCustomerIds,
      shallow: request.shallowParent,
    }),
    view: (customer) => customer,
  });
  return {
    GetCustomer: get,
    ListCustomers: list,
    PatchCustomer: patch,
    DeleteCustomer: remove,

    async NewCustomer(context, { accountId, ...customer }) {
      return customers.create(context, requestedAccount(accountId, context), customer);
    },
  } satisfies Partial<OperationHandlers>;
}
