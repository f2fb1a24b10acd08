import { AppError } from '../../common/errors/app-error.ts';
import { inScope, type Principal, refuseApiKey } from './principal.ts';
import type { UserRecord } from './records.ts';

/**
 * Checks that the caller may change or delete a user. A SystemAdministrator may change every user. A Manager may change
 * the users whose accounts are all its own, except a SystemAdministrator: with a new password, a Manager could
 * otherwise sign in with accounts and permissions that it does not have.
 * @throws FORBIDDEN when the caller may not
 */
export function requireUserInScope({ user: caller, accounts }: Principal, user: UserRecord): void {
  if (isAdministrator(caller)) return;
  if (isAdministrator(user)) {
    throw new AppError('FORBIDDEN', 'Only a SystemAdministrator can change or delete a SystemAdministrator.');
  }
  if (!user.accountIds.every((id) => inScope(accounts, id))) {
    throw new AppError('FORBIDDEN', 'The user also belongs to accounts that are not yours.');
  }
}

/** @throws FORBIDDEN when the caller is not a SystemAdministrator, which alone gives and takes roles */
export function requireRoleAssignment({ user }: Principal): void {
  if (isAdministrator(user)) return;
  const message = 'Only a SystemAdministrator can set roles.';
  throw new AppError('FORBIDDEN', message, { errors: [{ fieldName: 'roles', errorCode: 'Forbidden', message }] });
}

/**
 * Refuses an API key that gives a user a role or an account: with a stolen key one could give its rights to a user of
 * their own, and keep them after the key is revoked.
 * @throws FORBIDDEN when the caller signed in with an API key and the changes add a role or an account
 */
export function refuseRightsByApiKey(
  principal: Principal,
  before: UserRecord,
  { roles = [], accountIds = [] }: Partial<Pick<UserRecord, 'roles' | 'accountIds'>>,
): void {
  const isAdded =
    roles.some((role) => !before.roles.includes(role)) || accountIds.some((id) => !before.accountIds.includes(id));
  if (isAdded) refuseApiKey(principal, 'give a user roles or accounts');
}

function isAdministrator(user: UserRecord | null): boolean {
  return user?.roles.includes('SystemAdministrator') ?? false;
}
