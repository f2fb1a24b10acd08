import type { Connection } from 'mongoose';
import type { AccountFilter, AccountReferences } from '../directory/account-service.ts';
import type { EntityStore } from '../directory/entity-store.ts';
import type { AccountRecord } from '../directory/records.ts';
import { accountDocument, parseAccount } from './directory-mapping.ts';
import type { AccountDocument, DirectoryModels } from './directory-models.ts';
import { createEntityStore } from './entity-store.ts';
import { containsRegex, type Filter, inScopeFilter } from './filters.ts';
import { inIds, toObjectId } from './object-ids.ts';
import { hasSession } from './session-references.ts';
import { withStoreErrors } from './store-errors.ts';
import { webhookModel } from './webhook-store.ts';

type AccountStore = EntityStore<AccountRecord, AccountFilter>;

/** Accounts in MongoDB. */
export function createAccountStore({ accounts }: DirectoryModels): AccountStore {
  return withStoreErrors<AccountStore>({
    ...createEntityStore<AccountDocument, AccountRecord, AccountFilter>({
      model: accounts,
      namePath: 'name',
      accountPath: '_id',
      parse: async (found) => found.map(parseAccount),
      document: accountDocument,
      where: whereAccounts,
    }),
  });
}

/** What lies in an account in MongoDB. */
export function createAccountReferences(connection: Connection, models: DirectoryModels): AccountReferences {
  return withStoreErrors<AccountReferences>({
    async kindsIn(id) {
      const accountId = toObjectId(id);
      const found = await Promise.all([
        models.users.exists({ accountIds: accountId }),
        models.customers.exists({ accountId }),
        models.endpoints.exists({ accountId }),
        hasSession(connection, { accountId }),
        webhookModel(connection).exists({ accountId }),
      ]);
      return ['users', 'customers', 'endpoints', 'sessions', 'webhooks'].filter((_, index) => found[index]);
    },
  });
}

function whereAccounts({ scope, ids, name }: AccountFilter): Filter {
  return {
    $and: [inScopeFilter(scope, '_id'), ids && ids.length > 0 ? { _id: inIds(ids) } : {}],
    ...(name && { name: containsRegex(name) }),
  };
}
