import { requestedAccount } from '../../../domain/directory/account-resolver.ts';
import type { CustomerService } from '../../../domain/directory/customer-service.ts';
import type { ListCustomers } from '../../contract/types/directory/customer-lists.ts';
import type { OperationHandlers } from '../server/rest-operations.ts';
import { crudHandlers } from './crud-handlers.ts';

/** Handlers of the customer operations. */
export function customerHandlers(customers: CustomerService) {
  const { get, list, patch, remove } = crudHandlers({
    kind: 'customer',
    service: customers,
    nameField: 'name',
    sortFields: ['id', 'createdBy', 'lastModifiedBy', 'accountId', 'parentCustomerId', 'referenceId'],
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
