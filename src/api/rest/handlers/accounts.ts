import type { AccountService } from '../../../domain/directory/account-service.ts';
import type { ListAccounts } from '../../contract/types/directory/account-lists.ts';
import type { OperationHandlers } from '../server/rest-operations.ts';
import { crudHandlers } from './crud-handlers.ts';

/** Handlers of the account operations. */
export function accountHandlers(accounts: AccountService) {
  const { get, list, patch, remove } = crudHandlers({
    kind: 'account',
    idField: 'accountId',
    service: accounts,
    nameField: 'name',
    sortFields: ['id', 'createdBy', 'lastModifiedBy'],
    criteriaOf: (request: ListAccounts) => ({ ids: request.specificIds, name: request.nameFilter }),
    view: (account) => account,
  });
  return {
    GetAccount: get,
    ListAccounts: list,
    PatchAccount: patch,
    DeleteAccount: remove,

    async NewAccount(context, request) {
      return accounts.create(context, request);
    },
  } satisfies Partial<OperationHandlers>;
}
