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
