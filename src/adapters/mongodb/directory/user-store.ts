import { normalizeEmailAddress } from '../../../common/validation/email-address.ts';
import type { EntityStore } from '../../../domain/directory/entity-store.ts';
import type { UserRecord } from '../../../domain/directory/records.ts';
import type { UserFilter, UserReferences } from '../../../domain/directory/user-service.ts';
import { containsRegex, type Filter, inScopeFilter } from '../client/filters.ts';
import { withStoreErrors } from '../client/mongo-errors.ts';
import { inIds, toObjectId } from '../client/object-ids.ts';
import { parseUser, userDocument } from './mapping.ts';
import type { DirectoryModels, UserDocument } from './models.ts';
import { createEntityStore } from './mongo-entity-store.ts';

type UserStore = EntityStore<UserRecord, UserFilter>;

/** Stores users in MongoDB. */
export function createUserStore({ users }: DirectoryModels): UserStore {
  return withStoreErrors<UserStore>({
    ...createEntityStore<UserDocument, UserRecord, UserFilter>({
      model: users,
      namePath: 'emailAddress',
      accountPath: 'accountIds',
      parse: async (found) => found.map(parseUser),
      document: userDocument,
      where: whereUsers,
    }),
  });
}

/** Removes users from endpoints in MongoDB: deletes their own endpoints and removes their ids from team endpoints. */
export function createUserReferences({ endpoints }: DirectoryModels): UserReferences {
  return withStoreErrors<UserReferences>({
    async removeFrom(userId, accounts) {
      const id = toObjectId(userId);
      await endpoints.deleteMany({ userId: id, ...inScopeFilter(accounts) });
      const teams = { userIds: id, ...inScopeFilter(accounts) };
      await endpoints.updateMany(teams, { $pull: { userIds: id }, $inc: { revision: 1 } });
    },
  });
}

function whereUsers({ scope, ids, emailAddress, name }: UserFilter): Filter {
  const contains = name ? containsRegex(name) : null;
  return {
    ...inScopeFilter(scope, 'accountIds'),
    ...(ids && { _id: inIds(ids) }),
    // a whole address may be written with a domain in Punycode
    ...(emailAddress && { emailAddress: containsRegex(normalizeEmailAddress(emailAddress)) }),
    ...(contains && { $or: [{ emailAddress: contains }, { firstName: contains }, { lastName: contains }] }),
  };
}
