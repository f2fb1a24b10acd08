import type { NewCustomer } from '../contract/types/customer-inputs.ts';
import type { ListCustomers } from '../contract/types/customer-lists.ts';
import { requestedAccount } from '../directory/account-resolver.ts';
import type { CustomerService } from '../directory/customer-service.ts';
import { entityHandlers } from './entity-handlers.ts';
import type { OperationHandler } from './operation-handler.ts';

/** Customers over REST. */
export function customerHandlers(customers: CustomerService): Readonly<Record<string, OperationHandler>> {
  return {
    ...entityHandlers({
      name: 'Customer',
      service: customers,
      nameField: 'name',
      criteriaOf: (input: ListCustomers) => ({
        accountIds: input.accountIds,
        ids: input.specificIds,
        name: input.nameFilter,
        parentIds: input.parentCustomerIds,
        shallow: input.shallowParent,
      }),
    }),

    async NewCustomer(context, input) {
      const { accountId, ...customer } = input as unknown as NewCustomer;
      return customers.create(context, requestedAccount(accountId, context), customer);
    },
  };
}
