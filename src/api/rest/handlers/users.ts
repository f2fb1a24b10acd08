import { requestedAccount } from '../../../domain/directory/account-resolver.ts';
import type { UserChanges } from '../../../domain/directory/check-user.ts';
import type { UserRecord } from '../../../domain/directory/records.ts';
import type { UserService } from '../../../domain/directory/user-service.ts';
import type { PatchUser } from '../../contract/types/directory/user-inputs.ts';
import type { ListUsers } from '../../contract/types/directory/user-lists.ts';
import type { RequestContext } from '../../http/request-context.ts';
import { toSharedUserInfo } from '../../loaders/directory-relations.ts';
import type { OperationHandlers } from '../server/rest-operations.ts';
import { crudHandlers } from './crud-handlers.ts';

/** Handlers of the user operations. */
export function userHandlers(users: UserService) {
  const { get, list, patch, remove } = crudHandlers({
    kind: 'user',
    idField: 'userId',
    service: {
      queries: users.queries,
      find: users.find.bind(users),
      patch: (caller: RequestContext, id: string, request: Omit<PatchUser, 'userId'>) =>
        users.patch(caller, id, toChanges(request)),
      remove: users.remove.bind(users),
    },
    nameField: 'emailAddress',
    sortFields: ['id', 'firstName', 'lastName', 'avatarUrl'],
    criteriaOf: (request: ListUsers) => ({
      accountIds: request.accountIds,
      ids: request.specificIds,
      emailAddress: request.emailFilter,
    }),
    view: (user: UserRecord, context) => toSharedUserInfo(user, context),
  });
  return {
    GetUser: get,
    ListUsers: list,
    PatchUser: patch,
    DeleteUser: remove,

    async NewUser(context, { accountId, ...user }) {
      const created = await users.create(context, requestedAccount(accountId, context), user);
      return toSharedUserInfo(created, context);
    },
  } satisfies Partial<OperationHandlers>;
}

/** Omits empty lists: generated C# clients send them for lists that they do not set. */
function toChanges({ newPassword, accountIds, roles, ...rest }: Omit<PatchUser, 'userId'>): UserChanges {
  return {
    ...rest,
    ...(newPassword !== undefined && { password: newPassword }),
    ...(accountIds?.length && { accountIds }),
    ...(roles?.length && { roles }),
  };
}
