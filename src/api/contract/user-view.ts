import { inScope, type Principal } from '../../domain/directory/principal.ts';
import { nameOf, type UserRecord } from '../../domain/directory/records.ts';
import type { UserInfo } from './types/directory/user-info.ts';

/** A user as others see it: without the password, and without accounts that are not theirs. */
export function toUserInfo(user: UserRecord, { accounts }: Principal): UserInfo {
  return {
    id: user.id,
    dateCreated: user.dateCreated,
    dateLastModified: user.dateLastModified,
    createdBy: user.createdBy,
    lastModifiedBy: user.lastModifiedBy,
    emailAddress: user.emailAddress,
    firstName: user.firstName,
    lastName: user.lastName,
    name: nameOf(user),
    avatarUrl: user.avatarUrl,
    roles: user.roles,
    accountIds: user.accountIds.filter((id) => inScope(accounts, id)),
    homeAccountId: inScope(accounts, user.homeAccountId) ? user.homeAccountId : null,
  };
}
