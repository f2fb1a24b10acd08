import { AppError, type FieldError, invalidInput, throwIfInvalid } from '../../common/errors/app-error.ts';
import { newId } from '../../common/ids.ts';
import type { Clock } from '../../common/time/clock.ts';
import { requiredError } from '../../common/validation/text.ts';
import type { Principal } from '../directory/principal.ts';
import { nameOf, type UserRecord } from '../directory/records.ts';
import type { DirectoryReader } from '../directory/repository.ts';
import { checkLines, maxMessageLength } from './check-request.ts';
import type { ExpectedRevision, SessionCommandService } from './command-service.ts';
import { checkIdempotency, idempotencyConflict } from './idempotency.ts';
import { identityOf } from './member-key.ts';
import { conversationIdOf, conversationOf, type MessageRecord } from './message-record.ts';
import type { ConversationRepository, MessageRepository } from './message-repository.ts';
import { type MessageTarget, MessageTargetResolver } from './message-target.ts';
import type { SessionRecord } from './record.ts';
import type { Idempotency, SessionRepository } from './repository.ts';

export interface SendMessageInput {
  /** The session to write in. If it is given, the endpoint and the address are not read. */
  readonly sessionId?: string | null;
  readonly endpointId?: string | null;
  readonly toAddress?: string | null;
  readonly body?: string | null;
}

export interface SendMessageOptions {
  readonly expected: ExpectedRevision | null;
  readonly idempotencyKey: string | null;
}

/**
 * The sent message. `replayed` means that the key was used before with the same input: the message is the earlier one.
 */
export interface SendMessageResult {
  readonly message: MessageRecord;
  readonly replayed: boolean;
}

/** Sends messages in sessions, and from endpoints to addresses. Requires the role User. */
export class MessageService {
  readonly #commands: SessionCommandService;
  readonly #sessions: SessionRepository;
  readonly #messages: MessageRepository;
  readonly #conversations: ConversationRepository;
  readonly #targets: MessageTargetResolver;
  readonly #clock: Clock;

  constructor(dependencies: {
    commands: SessionCommandService;
    sessions: SessionRepository;
    messages: MessageRepository;
    conversations: ConversationRepository;
    directory: DirectoryReader;
    clock: Clock;
  }) {
    this.#commands = dependencies.commands;
    this.#sessions = dependencies.sessions;
    this.#messages = dependencies.messages;
    this.#conversations = dependencies.conversations;
    this.#targets = new MessageTargetResolver(dependencies);
    this.#clock = dependencies.clock;
  }

  /**
   * @throws NOT_FOUND when the session or endpoint is unknown or outside the caller's accounts
   * @throws BAD_USER_INPUT with every validation error
   * @throws CONFLICT when the session has ended, or the idempotency key was used with other input
   * @throws CONFLICT or PRECONDITION_FAILED when the session is not at the expected revision
   */
  async send(principal: Principal, input: SendMessageInput, options: SendMessageOptions): Promise<SendMessageResult> {
    const user = principal.requireRole('User');
    const { expected } = options;
    const issues: FieldError[] = [];
    const target = await this.#targets.resolve(principal, input, issues);
    const text = checkLines('body', input.body, maxMessageLength, issues);
    const idempotency = checkIdempotency(options.idempotencyKey, () => [...(target?.key ?? []), text], issues);
    throwIfInvalid(issues);
    if (!target) throw invalidInput([requiredError('sessionId')]);
    if (expected && !target.session) throw revisionWithoutSession();

    const existing = idempotency && (await this.#findExisting(user, idempotency));
    if (existing) return this.#replay(principal, user, target, existing);
    const message = this.#compose(target, user, text);
    // decided before the insert: a message that is refused later is readable only if the session changes in between
    if (target.session) {
      this.#commands.decide(user, target.session, { kind: 'sendMessage', messageId: message.id }, expected);
    }
    if (!(await this.#insert(message, idempotency))) {
      const winner = idempotency && (await this.#findExisting(user, idempotency));
      if (winner) return this.#replay(principal, user, target, winner);
      throw new Error('a message was refused as a duplicate, but no message has its idempotency key');
    }
    await this.#announce(principal, user, target, message, expected);
    return { message, replayed: false };
  }

  async #insert(message: MessageRecord, idempotency: Idempotency | null): Promise<boolean> {
    const conversation = conversationOf(message);
    if (conversation) await this.#conversations.put(conversation);
    return this.#messages.insert(message, idempotency);
  }

  /** Announces the message again, because the first request may have been interrupted after the insert. */
  async #replay(
    principal: Principal,
    user: UserRecord,
    target: MessageTarget,
    message: MessageRecord,
  ): Promise<SendMessageResult> {
    await this.#announce(principal, user, target, message, null);
    return { message, replayed: true };
  }

  /**
   * Adds the message to the session log and its event to the outbox, and marks what it answers as read. Changes nothing
   * if an earlier attempt did so.
   */
  async #announce(
    principal: Principal,
    user: UserRecord,
    { session }: MessageTarget,
    message: MessageRecord,
    expected: ExpectedRevision | null,
  ): Promise<void> {
    if (session) await this.#announceInSession(principal, user, session, message, expected);
    const { conversationId, direction, date } = message;
    if (conversationId !== null && direction === 'Outgoing') await this.#messages.markRead(conversationId, date);
  }

  async #announceInSession(
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
      if (await this.#isAnnounced(principal, session.id, message.id)) return;
      // the message was refused, so deleting it releases its idempotency key
      await this.#messages.remove(message.id);
      throw error;
    }
  }

  async #isAnnounced(principal: Principal, sessionId: string, id: string): Promise<boolean> {
    const [session] = await this.#sessions.findByIds(principal.accounts, [sessionId]);
    return session?.log.some(({ messageId }) => messageId === id) ?? false;
  }

  #compose({ session, accountId, parties }: MessageTarget, user: UserRecord, text: string): MessageRecord {
    const fromIdentity = identityOf(user, accountId);
    const isFromOther = fromIdentity === parties.otherAddress;
    return {
      id: newId(),
      accountId,
      ...parties,
      sessionId: session?.id ?? null,
      conversationId: conversationIdOf(parties),
      date: this.#clock.now(),
      direction: isFromOther ? 'Incoming' : 'Outgoing',
      createdBy: user.id,
      fromIdentity,
      sender: nameOf(user),
      text,
      isUnread: isFromOther,
    };
  }

  async #findExisting(user: UserRecord, { key, fingerprint }: Idempotency): Promise<MessageRecord | null> {
    const existing = await this.#messages.findByIdempotencyKey(user.id, key);
    if (existing && existing.fingerprint !== fingerprint) throw idempotencyConflict();
    return existing?.message ?? null;
  }
}

function revisionWithoutSession(): AppError {
  const message = 'expectedRevision applies only to a message in a session.';
  return invalidInput([{ fieldName: 'expectedRevision', errorCode: 'Predicate', message }]);
}
