import type { Principal } from '../directory/principal.ts';
import type { MessageRecord } from './message-record.ts';
import type { MessageRepository } from './message-repository.ts';
import type { SessionRecord } from './record.ts';
import type { SessionRepository } from './repository.ts';

/**
 * Reads sessions and messages by id, live or archived. Sessions require a sign-in, messages the role User; resources of
 * other accounts answer exactly like unknown ids.
 */
export class SessionReadService {
  readonly #sessions: SessionRepository;
  readonly #messages: MessageRepository;

  constructor(dependencies: { sessions: SessionRepository; messages: MessageRepository }) {
    this.#sessions = dependencies.sessions;
    this.#messages = dependencies.messages;
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

  /** Reads messages in the same way as {@link getMany}. Any signed-in user may read them. */
  getMessages(principal: Principal, ids: readonly string[]): Promise<MessageRecord[]> {
    principal.requireUser();
    return this.#messages.findByIds(principal.accounts, ids);
  }

  /** Reads the children of many sessions at once, newest first. */
  getChildren(principal: Principal, parentIds: readonly string[]): Promise<SessionRecord[]> {
    principal.requireUser();
    return this.#sessions.findChildren(principal.accounts, parentIds);
  }
}
