import type { Principal } from '../directory/principal.ts';
import { nameOf, type UserRecord } from '../directory/records.ts';
import { type FieldError, invalidInput } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { identityOf } from './build-session.ts';
import { checkLines, maxMessageLength } from './check-session-request.ts';
import { checkIdempotency, usedBefore } from './idempotency.ts';
import type { MessageRecord } from './message-record.ts';
import type { MessageRepository } from './message-repository.ts';
import type { ExpectedRevision, SessionLifeService } from './session-life-service.ts';
import type { SessionRecord } from './session-record.ts';
import type { Idempotency } from './session-repository.ts';

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
  readonly #life: SessionLifeService;
  readonly #messages: MessageRepository;
  readonly #clock: Clock;

  constructor(parts: { life: SessionLifeService; messages: MessageRepository; clock: Clock }) {
    this.#life = parts.life;
    this.#messages = parts.messages;
    this.#clock = parts.clock;
  }

  /** @throws NOT_FOUND; BAD_USER_INPUT; CONFLICT for a session that has ended and for a key used with another text */
  async send(
    principal: Principal,
    { id, text }: { readonly id: string; readonly text: string },
    { expected, idempotencyKey }: SendMessageOptions,
  ): Promise<SendMessageResult> {
    const user = principal.requireRole('User');
    const session = await this.#life.find(principal.accounts, id);
    const faults: FieldError[] = [];
    const checked = checkLines('text', text, maxMessageLength, faults);
    const idempotency = checkIdempotency(idempotencyKey, [session.id, checked], faults);
    const [first, ...rest] = faults;
    if (first) throw invalidInput([first, ...rest]);

    const earlier = idempotency && (await this.#earlier(user, idempotency));
    if (earlier) return { message: earlier, replayed: true };
    // before anybody can read it; that it is refused later only happens when the session ends in between
    this.#life.decide(user, session, { kind: 'sendMessage' }, expected);
    const message = this.#compose(session, user, checked);
    if (!(await this.#messages.insert(message, idempotency))) {
      const winner = idempotency && (await this.#earlier(user, idempotency));
      if (winner) return { message: winner, replayed: true };
      throw new Error('a message was refused as a duplicate, but no message has its idempotency key');
    }
    try {
      await this.#life.apply(principal.accounts, user, session, { kind: 'sendMessage' }, expected);
    } catch (error) {
      // refused, so it was never sent, and its key is free again
      await this.#messages.remove(message.id);
      throw error;
    }
    return { message, replayed: false };
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

  async #earlier(user: UserRecord, { key, fingerprint }: Idempotency): Promise<MessageRecord | null> {
    const earlier = await this.#messages.findByIdempotencyKey(user.id, key);
    if (earlier && earlier.fingerprint !== fingerprint) throw usedBefore();
    return earlier?.message ?? null;
  }
}
