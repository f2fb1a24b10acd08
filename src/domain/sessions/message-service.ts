import { AppError, type FieldError, throwIfInvalid } from '../../common/errors/app-error.ts';
import { newId } from '../../common/ids.ts';
import type { Clock } from '../../common/time/clock.ts';
import type { Principal } from '../directory/principal.ts';
import { nameOf, type UserRecord } from '../directory/records.ts';
import { identityOf } from './build-session.ts';
import { checkLines, maxMessageLength } from './check-request.ts';
import type { ExpectedRevision, SessionCommandService } from './command-service.ts';
import { checkIdempotency, idempotencyConflict } from './idempotency.ts';
import type { MessageRecord } from './message-record.ts';
import type { MessageRepository } from './message-repository.ts';
import type { SessionRecord } from './record.ts';
import type { Idempotency, SessionRepository } from './repository.ts';

export interface SendMessageOptions {
  readonly expected: ExpectedRevision | null;
  readonly idempotencyKey: string | null;
}

/** `replayed`: the key was used before with the same text, and this is the message of that time. */
export interface SendMessageResult {
  readonly message: MessageRecord;
  readonly replayed: boolean;
}

/** Sends messages in sessions. Needs the role User. */
export class SessionMessageService {
  readonly #commands: SessionCommandService;
  readonly #sessions: SessionRepository;
  readonly #messages: MessageRepository;
  readonly #clock: Clock;

  constructor(dependencies: {
    commands: SessionCommandService;
    sessions: SessionRepository;
    messages: MessageRepository;
    clock: Clock;
  }) {
    this.#commands = dependencies.commands;
    this.#sessions = dependencies.sessions;
    this.#messages = dependencies.messages;
    this.#clock = dependencies.clock;
  }

  /** @throws NOT_FOUND; BAD_USER_INPUT; CONFLICT for a session that has ended and for a key used with another text */
  async send(
    principal: Principal,
    { id, text }: { readonly id: string; readonly text: string },
    { expected, idempotencyKey }: SendMessageOptions,
  ): Promise<SendMessageResult> {
    const user = principal.requireRole('User');
    const session = await this.#commands.find(principal.accounts, id);
    const issues: FieldError[] = [];
    const checked = checkLines('text', text, maxMessageLength, issues);
    const idempotency = checkIdempotency(idempotencyKey, [session.id, checked], issues);
    throwIfInvalid(issues);

    const existing = idempotency && (await this.#findExisting(user, idempotency));
    if (existing) return this.#replay(principal, user, session, existing);
    // before anybody can read it; that it is refused later only happens when the session ends in between
    const message = this.#compose(session, user, checked);
    this.#commands.decide(user, session, { kind: 'sendMessage', messageId: message.id }, expected);
    if (!(await this.#messages.insert(message, idempotency))) {
      const winner = idempotency && (await this.#findExisting(user, idempotency));
      if (winner) return this.#replay(principal, user, session, winner);
      throw new Error('a message was refused as a duplicate, but no message has its idempotency key');
    }
    await this.#announce(principal, user, session, message, expected);
    return { message, replayed: false };
  }

  /** Whoever sent it first may have been cut short before the session knew of it. */
  async #replay(
    principal: Principal,
    user: UserRecord,
    session: SessionRecord,
    message: MessageRecord,
  ): Promise<SendMessageResult> {
    await this.#announce(principal, user, session, message, null);
    return { message, replayed: true };
  }

  /** Puts it into the log of the session, and tells of it. Nothing to do if that was done before. */
  async #announce(
    principal: Principal,
    user: UserRecord,
    session: SessionRecord,
    message: MessageRecord,
    expected: ExpectedRevision | null,
  ): Promise<void> {
    try {
      const command = { kind: 'sendMessage', messageId: message.id } as const;
      await this.#commands.apply(principal.accounts, user, session, command, expected);
    } catch (error) {
      // of a fault that is ours nobody knows how far it came; the next try with the same key finds out
      if (!(error instanceof AppError) || error.status >= 500) throw error;
      // somebody else's try with the same key may have come first
      if (await this.#isAnnounced(principal, message)) return;
      // refused, so it was never sent, and its key is free again
      await this.#messages.remove(message.id);
      throw error;
    }
  }

  async #isAnnounced(principal: Principal, { id, sessionId }: MessageRecord): Promise<boolean> {
    const [session] = await this.#sessions.findByIds(principal.accounts, [sessionId]);
    return session?.log.some(({ messageId }) => messageId === id) ?? false;
  }

  #compose(session: SessionRecord, user: UserRecord, text: string): MessageRecord {
    return {
      id: newId(),
      sessionId: session.id,
      accountId: session.accountId,
      dateCreated: this.#clock.now(),
      createdBy: user.id,
      fromIdentity: identityOf(user, session.accountId),
      fromName: nameOf(user),
      text,
    };
  }

  async #findExisting(user: UserRecord, { key, fingerprint }: Idempotency): Promise<MessageRecord | null> {
    const existing = await this.#messages.findByIdempotencyKey(user.id, key);
    if (existing && existing.fingerprint !== fingerprint) throw idempotencyConflict();
    return existing?.message ?? null;
  }
}
