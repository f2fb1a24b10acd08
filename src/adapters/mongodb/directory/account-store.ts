import type { Connection } from 'mongoose';
import type { AccountFilter, AccountReferences } from '../../../domain/directory/account-service.ts';
import type { EntityStore } from '../../../domain/directory/entity-store.ts';
import type { AccountRecord } from '../../../domain/directory/records.ts';
import { containsRegex, type Filter, inScopeFilter } from '../client/filters.ts';
import { withStoreErrors } from '../client/mongo-errors.ts';
import { inIds, toObjectId } from '../client/object-ids.ts';
import { conversationModel, messageModel } from '../sessions/message-models.ts';
import { hasSession } from '../sessions/references.ts';
import { webhookModel } from '../webhooks/mongo-store.ts';
import { accountDocument, parseAccount } from './mapping.ts';
import type { AccountDocument, DirectoryModels } from './models.ts';
import { createEntityStore } from './mongo-entity-store.ts';

type AccountStore = EntityStore<AccountRecord, AccountFilter>;

/** Stores accounts in MongoDB. */
export function createAccountStore(connection: Connection, { accounts }: DirectoryModels): AccountStore {
  const store = createEntityStore<AccountDocument, AccountRecord, AccountFilter>({
    model: accounts,
    namePath: 'name',
    accountPath: '_id',
    parse: async (found) => found.map(parseAccount),
    document: accountDocument,
    where: whereAccounts,
  });
  return withStoreErrors<AccountStore>({
    ...store,

    async remove(id) {
      // messages that were sent without a session; first, so that an interrupted deletion can be repeated
      const ofAccount = { accountId: toObjectId(id) };
      await messageModel(connection).deleteMany(ofAccount);
      await conversationModel(connection).deleteMany(ofAccount);
      return store.remove(id);
    },
  });
}

/** Finds which kinds of data an account contains, in MongoDB. */
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
    $and: [inScopeFilter(scope, '_id'), ids ? { _id: inIds(ids) } : {}],
    ...(name && { name: containsRegex(name) }),
  };
}
