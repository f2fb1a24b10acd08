import { restrictScope } from '../directory/account-resolver.ts';
import type { Principal } from '../directory/principal.ts';
import type { SessionRecord } from './record.ts';
import type { SessionRepository } from './repository.ts';

/**
 * Reads sessions by id, live or archived, for any signed-in user. Sessions of other accounts answer exactly like unknown
 * ids.
 */
export class SessionReadService {
  readonly #sessions: SessionRepository;

  constructor(dependencies: { sessions: SessionRepository }) {
    this.#sessions = dependencies.sessions;
  }

  /** @returns `null` for an unknown id and for a session of another account */
  async get(principal: Principal, id: string): Promise<SessionRecord | null> {
    principal.requireUser();
    const [session] = await this.#sessions.findByIds(principal.accounts, [id]);
    return session ?? null;
  }

  /**
   * Reads a session by its external id.
   * @param accountId the account of the session; `null` selects the user's home account
   * @returns `null` for an unknown id or account, and for an account that is not the user's
   */
  getByExternalId(principal: Principal, externalId: string, accountId: string | null): Promise<SessionRecord | null> {
    const { homeAccountId } = principal.requireUser();
    return this.#sessions.findByExternalId(restrictScope(principal, [accountId ?? homeAccountId]), externalId);
  }

  /** Reads many sessions at once, for data loaders: in any order, without missing ones. */
  getMany(principal: Principal, ids: readonly string[]): Promise<SessionRecord[]> {
    principal.requireUser();
    return this.#sessions.findByIds(principal.accounts, ids);
  }

  /** Reads the children of many sessions at once, newest first. */
  getChildren(principal: Principal, parentIds: readonly string[]): Promise<SessionRecord[]> {
    principal.requireUser();
    return this.#sessions.findChildren(principal.accounts, parentIds);
  }
}
