import { type AccountRecord, nameOf, type UserRecord } from '../../domain/directory/records.ts';
import type { AuthStatus } from './types/auth/auth-status.ts';

/** What a caller may know of itself; the accounts and their names are parallel lists, as the vendor's clients read them. */
export function toAuthStatus(user: UserRecord | null, accounts: readonly AccountRecord[]): AuthStatus {
  return {
    isAuthenticated: user !== null,
    id: user?.id ?? null,
    firstName: user?.firstName ?? null,
    lastName: user?.lastName ?? null,
    name: user && nameOf(user),
    emailAddress: user?.emailAddress ?? null,
    avatarUrl: user?.avatarUrl ?? null,
    accountIds: accounts.map((account) => account.id),
    accountNames: accounts.map((account) => account.name),
    roles: [...(user?.roles ?? [])],
  };
}
