import type { UserService } from '../../../domain/directory/user-service.ts';
import type { ListUsers } from '../../contract/types/directory/user-lists.ts';
import { toUserInfo } from '../../contract/user-view.ts';
import type { OperationHandlers } from '../server/rest-operations.ts';
import { crudHandlers } from './crud-handlers.ts';

/** Handlers of the user operations. */
export function userHandlers(users: UserService) {
  const { get, list, patch, remove } = crudHandlers({
    kind: 'user',
    service: users,
    nameField: 'emailAddress',
    sortFields: ['id', 'firstName', 'lastName', 'avatarUrl'],
    criteriaOf: (request: ListUsers) => ({
      accountIds: request.accountIds,
      ids: request.specificIds,
      name: request.nameFilter,
    }),
    view: toUserInfo,
  });
  return {
    GetUser: get,
    ListUsers: list,
    PatchUser: patch,
    DeleteUser: remove,

    async NewUser(context, request) {
      return toUserInfo(await users.create(context, request), context.principal);
    },
  } satisfies Partial<OperationHandlers>;
}
