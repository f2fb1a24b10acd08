import type { DirectoryRepository } from './directory-repository.ts';
import type { AccountScope, Principal } from './principal.ts';
import type { AccountRecord } from './records.ts';
import { notFound } from './refusals.ts';

/** Finds the account that something new goes into. */
export class AccountResolver {
  readonly #directory: Pick<DirectoryRepository, 'accountsByIds'>;

  constructor(directory: Pick<DirectoryRepository, 'accountsByIds'>) {
    this.#directory = directory;
  }

  /** @param accountId `null`: the caller's home account. @throws UNAUTHENTICATED, NOT_FOUND for one that is not the caller's */
  async resolve(principal: Principal, accountId: string | null): Promise<AccountRecord> {
    const id = accountId ?? principal.requireUser().homeAccountId;
    const [account] = await this.#directory.accountsByIds(principal.accounts, [id]);
    if (!account) throw notFound('account', 'accountId', id);
    return account;
  }
}

/** The accounts a list looks in: those asked for, as far as the caller has them; with none asked for, all the caller has. */
export function fence({ accounts }: Principal, asked: readonly string[] | null | undefined): AccountScope {
  if (!asked || asked.length === 0) return accounts;
  return accounts === 'all' ? asked : asked.filter((id) => accounts.includes(id));
}
