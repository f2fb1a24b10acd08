import { notFound } from './domain-errors.ts';
import type { AccountScope, Principal } from './principal.ts';
import type { AccountRecord } from './records.ts';
import type { DirectoryReader } from './repository.ts';

/**
 * The account that a request names: its argument `accountId`, else its header `X-Account-Id`. Empty text counts as absent.
 * @returns `null` when the request names none
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
   * @param accountId see {@link requestedAccount}; `null`: the user's home account
   * @throws UNAUTHENTICATED
   * @throws NOT_FOUND for an unknown account and for one that is not the user's
   */
  async resolve(principal: Principal, accountId: string | null): Promise<AccountRecord> {
    const id = accountId ?? principal.requireUser().homeAccountId;
    const [account] = await this.#directory.accountsByIds(principal.accounts, [id]);
    if (!account) throw notFound('account', 'accountId', id);
    return account;
  }
}

/** The accounts a list looks in: those asked for, as far as the caller has them; with none asked for, all the caller has. */
export function restrictScope(
  { accounts }: Principal,
  requestedIds: readonly string[] | null | undefined,
): AccountScope {
  if (!requestedIds || requestedIds.length === 0) return accounts;
  return accounts === 'all' ? requestedIds : requestedIds.filter((id) => accounts.includes(id));
}
