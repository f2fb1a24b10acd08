import type { DirectoryLoaders } from '../directory/loaders.ts';
import { nameOf, type UserRecord } from '../directory/records.ts';
import type { AuthStatus } from './types/auth-status.ts';

/** What a caller may know of itself; the accounts and their names are parallel lists, as the vendor's clients read them. */
export async function toAuthStatus(user: UserRecord | null, loaders: DirectoryLoaders): Promise<AuthStatus> {
  const accounts = await Promise.all((user?.accountIds ?? []).map((id) => loaders.account.load(id)));
  const present = accounts.filter((account) => account !== null);
  return {
    isAuthenticated: user !== null,
    id: user?.id ?? null,
    firstName: user?.firstName ?? null,
    lastName: user?.lastName ?? null,
    name: user && nameOf(user),
    emailAddress: user?.emailAddress ?? null,
    avatarUrl: user?.avatarUrl ?? null,
    accountIds: present.map((account) => account.id),
    accountNames: present.map((account) => account.name),
    roles: [...(user?.roles ?? [])],
  };
}
