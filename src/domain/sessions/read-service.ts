import type { Principal } from '../directory/principal.ts';
import type { MessageRecord } from './message-record.ts';
import type { MessageRepository } from './message-repository.ts';
import type { SessionRecord } from './record.ts';
import type { SessionRepository } from './repository.ts';

/** Reads sessions and messages by id, archived or not. Needs the role User; what is not in the caller's accounts does not exist for the caller. */
export class SessionReadService {
  readonly #sessions: SessionRepository;
  readonly #messages: MessageRepository;

  constructor(dependencies: { sessions: SessionRepository; messages: MessageRepository }) {
    this.#sessions = dependencies.sessions;
    this.#messages = dependencies.messages;
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

  /** Messages, as `getMany`. */
  getMessages(principal: Principal, ids: readonly string[]): Promise<MessageRecord[]> {
    principal.requireRole('User');
    return this.#messages.findByIds(principal.accounts, ids);
  }

  /** The children of many sessions at once, newest first. */
  getChildren(principal: Principal, parentIds: readonly string[]): Promise<SessionRecord[]> {
    principal.requireRole('User');
    return this.#sessions.findChildren(principal.accounts, parentIds);
  }
}
