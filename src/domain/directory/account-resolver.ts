import { notFound } from './domain-errors.ts';
import type { AccountScope, Principal } from './principal.ts';
import type { AccountRecord } from './records.ts';
import type { DirectoryReader } from './repository.ts';

/**
 * Returns the account id of a request: its argument `accountId`, otherwise its header `X-Account-Id`. Empty text counts
 * as absent.
 * @returns `null` when the request names no account
 */
export function requestedAccount(
  argument: string | null | undefined,
  { accountId: header }: { readonly accountId: string | null },
): string | null {
  return argument || header || null;
}

/** Resolves the account that a request works in. */
export class AccountResolver {
  readonly #directory: Pick<DirectoryReader, 'accountsByIds'>;

  constructor(directory: Pick<DirectoryReader, 'accountsByIds'>) {
    this.#directory = directory;
  }

  /**
   * @param accountId see {@link requestedAccount}; `null` selects the user's home account
   * @throws UNAUTHENTICATED when `accountId` is `null` and nobody is signed in
   * @throws NOT_FOUND for an unknown account and for one that is not the user's
   */
  async resolve(principal: Principal, accountId: string | null): Promise<AccountRecord> {
    const id = accountId ?? principal.requireUser().homeAccountId;
    const [account] = await this.#directory.accountsByIds(principal.accounts, [id]);
    if (!account) throw notFound('account', 'accountId', id);
    return account;
  }
}

/** Restricts the caller's accounts to the requested ones, which may be none; null requests all of them. */
export function restrictScope(
  { accounts }: Principal,
  requestedIds: readonly string[] | null | undefined,
): AccountScope {
  if (!requestedIds) return accounts;
  return accounts === 'all' ? requestedIds : requestedIds.filter((id) => accounts.includes(id));
}
