import { requestedAccount } from '../../../domain/directory/account-resolver.ts';
import type { CustomerService } from '../../../domain/directory/customer-service.ts';
import type { CustomerRecord } from '../../../domain/directory/records.ts';
import type { ListCustomers } from '../../contract/types/directory/customer-lists.ts';
import { toCustomerInfo } from '../../loaders/directory-relations.ts';
import type { OperationHandlers } from '../server/rest-operations.ts';
import { crudHandlers } from './crud-handlers.ts';

/** Handlers of the customer operations. */
export function customerHandlers(customers: CustomerService) {
  const { get, list, patch, remove } = crudHandlers({
    kind: 'customer',
    idField: 'customerId',
    service: customers,
    nameField: 'name',
    sortFields: ['id', 'createdBy', 'lastModifiedBy', 'accountId', 'parentCustomerId', 'referenceId'],
    criteriaOf: (request: ListCustomers) => ({
      accountIds: request.accountIds,
      ids: request.specificIds,
      name: request.nameFilter,
      parentIds: request.parentCustomerIds,
      shallow: request.shallowParent,
      tagIds: request.tagIds,
    }),
    view: (customer: CustomerRecord, { loaders }) => toCustomerInfo(customer, loaders),
  });
  return {
    GetCustomer: get,
    ListCustomers: list,
    PatchCustomer: patch,
    DeleteCustomer: remove,

    async NewCustomer(context, { accountId, ...customer }) {
      const created = await customers.create(context, requestedAccount(accountId, context), customer);
      return toCustomerInfo(created, context.loaders);
    },
  } satisfies Partial<OperationHandlers>;
}
