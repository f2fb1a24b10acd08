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

/**
 * The sent message. `replayed` means that the key was used before with the same text: the message is the earlier one.
 */
export interface SendMessageResult {
  readonly message: MessageRecord;
  readonly replayed: boolean;
}

/** Sends messages in sessions. Requires the role User. */
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

  /**
   * @throws NOT_FOUND when the session is unknown or outside the caller's accounts
   * @throws BAD_USER_INPUT when the text or the idempotency key is invalid
   * @throws CONFLICT when the session has ended, or the idempotency key was used with another text
   * @throws CONFLICT or PRECONDITION_FAILED when the session is not at the expected revision
   */
  async send(
    principal: Principal,
    { id, text }: { readonly id: string; readonly text: string },
    { expected, idempotencyKey }: SendMessageOptions,
  ): Promise<SendMessageResult> {
    const user = principal.requireRole('User');
    const session = await this.#commands.find(principal.accounts, id);
    const issues: FieldError[] = [];
    const checked = checkLines('text', text, maxMessageLength, issues);
    const idempotency = checkIdempotency(idempotencyKey, () => [session.id, checked], issues);
    throwIfInvalid(issues);

    const existing = idempotency && (await this.#findExisting(user, idempotency));
    if (existing) return this.#replay(principal, user, session, existing);
    // decided before the insert: a message that is refused later is readable only if the session changes in between
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

  /** Announces the message again, because the first request may have been interrupted after the insert. */
  async #replay(
    principal: Principal,
    user: UserRecord,
    session: SessionRecord,
    message: MessageRecord,
  ): Promise<SendMessageResult> {
    await this.#announce(principal, user, session, message, null);
    return { message, replayed: true };
  }

  /** Adds the message to the session log and its event to the outbox. Changes nothing if an earlier attempt did so. */
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
      // after a server error the outcome is unknown; a retry with the same key resolves it
      if (!(error instanceof AppError) || error.status >= 500) throw error;
      // a concurrent request with the same key may have succeeded
      if (await this.#isAnnounced(principal, message)) return;
      // the message was refused, so deleting it releases its idempotency key
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
