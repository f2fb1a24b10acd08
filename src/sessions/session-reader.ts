import type { Principal } from '../directory/principal.ts';
import type { SessionRecord } from './session-record.ts';
import type { SessionRepository } from './session-repository.ts';

/** Reads sessions by id, archived or not. Needs the role User; what is not in the caller's accounts does not exist for the caller. */
export class SessionReader {
  readonly #sessions: SessionRepository;

  constructor(sessions: SessionRepository) {
    this.#sessions = sessions;
  }

  /** @returns `null` for an unknown id and for one of another account alike */
  async get(principal: Principal, id: string): Promise<SessionRecord | null> {
    principal.requireRole('User');
    const [session] = await this.#sessions.findByIds(principal.accounts, [id]);
    return session ?? null;
  }

  /** Many at once, for loaders: in any order, missing ones left out. */
  getMany(principal: Principal, ids: readonly string[]): Promise<SessionRecord[]> {
    principal.requireRole('User');
    return this.#sessions.findByIds(principal.accounts, ids);
  }

  /** The children of many sessions at once, newest first. */
  getChildren(principal: Principal, parentIds: readonly string[]): Promise<SessionRecord[]> {
    principal.requireRole('User');
    return this.#sessions.findChildren(principal.accounts, parentIds);
  }
}
