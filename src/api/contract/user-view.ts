import { inScope, type Principal } from '../../domain/directory/principal.ts';
import { type AccountRecord, nameOf, type UserRecord } from '../../domain/directory/records.ts';
import type { UserInfo } from './types/directory/user-info.ts';

/**
 * Converts a user to its API type, without the password.
 * @param accounts the accounts of the user that the caller may see
 */
export function toUserInfo(user: UserRecord, principal: Principal, accounts: readonly AccountRecord[]): UserInfo {
  return {
    id: user.id,
    isAuthenticated: user.id === principal.user?.id,
    firstName: user.firstName,
    lastName: user.lastName,
    name: nameOf(user),
    avatarUrl: user.avatarUrl,
    emailAddress: user.emailAddress,
    roles: user.roles,
    accountIds: accounts.map(({ id }) => id),
    accountNames: accounts.map(({ name }) => name),
    homeAccountId: inScope(principal.accounts, user.homeAccountId) ? user.homeAccountId : null,
    dateCreated: user.dateCreated,
    dateLastModified: user.dateLastModified,
    createdBy: user.createdBy,
    lastModifiedBy: user.lastModifiedBy,
  };
}

/** The status of a caller who is not signed in; all other members are null. */
export type AnonymousStatus = Pick<UserInfo, 'isAuthenticated' | 'roles' | 'accountIds' | 'accountNames'>;

export const anonymousStatus: AnonymousStatus = {
  isAuthenticated: false,
  roles: [],
  accountIds: [],
  accountNames: [],
};
