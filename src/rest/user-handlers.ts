import type { NewUser } from '../contract/types/user-inputs.ts';
import type { ListUsers } from '../contract/types/user-lists.ts';
import { toUserInfo } from '../contract/user-view.ts';
import type { UserService } from '../directory/user-service.ts';
import { entityHandlers } from './entity-handlers.ts';
import type { OperationHandler } from './operation-handler.ts';

/** Users over REST. */
export function userHandlers(users: UserService): Readonly<Record<string, OperationHandler>> {
  return {
    ...entityHandlers({
      name: 'User',
      service: users,
      nameField: 'emailAddress',
      criteriaOf: (input: ListUsers) => ({
        accountIds: input.accountIds,
        ids: input.specificIds,
        name: input.nameFilter,
      }),
      view: toUserInfo,
    }),

    async NewUser(context, input) {
      return toUserInfo(await users.create(context, input as unknown as NewUser), context.principal);
    },
  };
}
