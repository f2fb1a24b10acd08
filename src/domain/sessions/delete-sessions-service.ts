import { type FieldError, invalidInput, throwIfInvalid } from '../../common/errors/app-error.ts';
import { audit } from '../../common/logging/log.ts';
import type { Clock } from '../../common/time/clock.ts';
import { requiredError } from '../../common/validation/text.ts';
import type { AccountResolver } from '../directory/account-resolver.ts';
import type { Actor } from '../directory/entity-writer.ts';
import type { MessageRepository } from './message-repository.ts';
import type { OutboxFlusher } from './outbox.ts';
import type { SessionWriter } from './writer.ts';

export interface DeleteRequest {
  readonly accountId: string | null;
  /** The first moment of creation that is deleted, and the first that is not any more. */
  readonly startDateTime: Date | null;
  readonly endDateTime: Date | null;
}

const stepSize = 500;

/** Deletes the sessions of an account by when they were created, their messages with them. */
export class DeleteSessionsService {
  readonly #writer: SessionWriter;
  readonly #messages: MessageRepository;
  readonly #accounts: AccountResolver;
  readonly #relay: OutboxFlusher;
  readonly #clock: Clock;

  constructor(dependencies: {
    sessionWriter: SessionWriter;
    messages: MessageRepository;
    accounts: AccountResolver;
    relay: OutboxFlusher;
    clock: Clock;
  }) {
    this.#clock = dependencies.clock;
    this.#relay = dependencies.relay;
    this.#writer = dependencies.sessionWriter;
    this.#messages = dependencies.messages;
    this.#accounts = dependencies.accounts;
  }

  /**
   * Needs the role SystemAdministrator. In small steps, each of which can be done again.
   * @returns how many sessions there were
   * @throws BAD_USER_INPUT; NOT_FOUND for an account that is not there
   */
  async delete({ principal, log }: Actor, request: DeleteRequest): Promise<number> {
    principal.requireRole('SystemAdministrator');
    const range = checkRange(request);
    await this.#accounts.resolve(principal, range.accountId);
    await this.#writer.announceRemoval(range, this.#clock.now());
    let count = 0;
    // cut short, what was deleted by then is told all the same
    try {
      for (;;) {
        const ids = await this.#writer.findIds(range, stepSize);
        if (ids.length === 0) return count;
        count += await this.#deleteBatch(range.accountId, ids);
      }
    } finally {
      audit(log, 'sessions.deleted', { actor: principal.user?.id ?? null, ...range, count });
    }
  }

  /** @returns how many of them are gone; those that were changed meanwhile are found again */
  async #deleteBatch(accountId: string, ids: readonly string[]): Promise<number> {
    // messages first: cut short in between, the next call still finds their session
    await this.#messages.removeOfSessions(ids);
    await this.#relay.flush(ids);
    const left = await this.#writer.remove(accountId, ids);
    return ids.length - left.length;
  }
}

function checkRange({ accountId, startDateTime, endDateTime }: DeleteRequest) {
  const issues: FieldError[] = [];
  if (!accountId) issues.push(requiredError('accountId'));
  if (!startDateTime) issues.push(requiredError('startDateTime'));
  if (!endDateTime) issues.push(requiredError('endDateTime'));
  if (startDateTime && endDateTime && startDateTime >= endDateTime) {
    const message = 'endDateTime must be after startDateTime.';
    issues.push({ fieldName: 'endDateTime', errorCode: 'GreaterThan', message });
  }
  throwIfInvalid(issues);
  if (!accountId || !startDateTime || !endDateTime) throw invalidInput([requiredError('accountId')]);
  return { accountId, from: startDateTime, to: endDateTime };
}
