import type { ListAccounts } from '../contract/types/account-lists.ts';
import type { AccountService } from '../directory/account-service.ts';
import { entityHandlers } from './entity-handlers.ts';
import type { OperationHandler } from './operation-handler.ts';

/** Accounts over REST. */
export function accountHandlers(accounts: AccountService): Readonly<Record<string, OperationHandler>> {
  return {
    ...entityHandlers({
      name: 'Account',
      service: accounts,
      nameField: 'name',
      criteriaOf: (input: ListAccounts) => ({ ids: input.specificIds, name: input.nameFilter }),
    }),

    async NewAccount(context, input) {
      return accounts.create(context, input);
    },
  };
}
