import type { AccountResolver } from '../directory/account-resolver.ts';
import type { Caller } from '../directory/entities.ts';
import { type FieldError, invalidInput, refuseFaults } from '../kernel/app-error.ts';
import { mustNotBeEmpty } from '../kernel/check-text.ts';
import type { Clock } from '../kernel/clock.ts';
import { audit } from '../kernel/log.ts';
import type { MessageRepository } from './message-repository.ts';
import type { OutboxMover } from './outbox.ts';
import type { SessionChanges } from './session-changes.ts';

export interface DeleteRequest {
  readonly accountId: string | null;
  /** The first moment of creation that is deleted, and the first that is not any more. */
  readonly startDateTime: Date | null;
  readonly endDateTime: Date | null;
}

const stepSize = 500;

/** Deletes the sessions of an account by when they were created, their messages with them. */
export class DeleteSessionsService {
  readonly #changes: SessionChanges;
  readonly #messages: MessageRepository;
  readonly #accounts: AccountResolver;
  readonly #outboxes: OutboxMover;
  readonly #clock: Clock;

  constructor(parts: {
    changes: SessionChanges;
    messages: MessageRepository;
    accounts: AccountResolver;
    outboxes: OutboxMover;
    clock: Clock;
  }) {
    this.#clock = parts.clock;
    this.#outboxes = parts.outboxes;
    this.#changes = parts.changes;
    this.#messages = parts.messages;
    this.#accounts = parts.accounts;
  }

  /**
   * Needs the role SystemAdministrator. In small steps, each of which can be done again.
   * @returns how many sessions there were
   * @throws BAD_USER_INPUT; NOT_FOUND for an account that is not there
   */
  async delete({ principal, log }: Caller, request: DeleteRequest): Promise<number> {
    principal.requireRole('SystemAdministrator');
    const range = checkRange(request);
    await this.#accounts.resolve(principal, range.accountId);
    await this.#changes.announceRemoval(range, this.#clock.now());
    let count = 0;
    // cut short, what was deleted by then is told all the same
    try {
      for (;;) {
        const ids = await this.#changes.findIds(range, stepSize);
        if (ids.length === 0) return count;
        count += await this.#deleteThose(range.accountId, ids);
      }
    } finally {
      audit(log, 'sessions.deleted', { actor: principal.user?.id ?? null, ...range, count });
    }
  }

  /** @returns how many of them are gone; those that were changed meanwhile are found again */
  async #deleteThose(accountId: string, ids: readonly string[]): Promise<number> {
    // messages first: cut short in between, the next call still finds their session
    await this.#messages.removeOfSessions(ids);
    await this.#outboxes.settle(ids);
    const left = await this.#changes.remove(accountId, ids);
    return ids.length - left.length;
  }
}

function checkRange({ accountId, startDateTime, endDateTime }: DeleteRequest) {
  const faults: FieldError[] = [];
  if (!accountId) faults.push(mustNotBeEmpty('accountId'));
  if (!startDateTime) faults.push(mustNotBeEmpty('startDateTime'));
  if (!endDateTime) faults.push(mustNotBeEmpty('endDateTime'));
  if (startDateTime && endDateTime && startDateTime >= endDateTime) {
    const message = 'endDateTime must be after startDateTime.';
    faults.push({ fieldName: 'endDateTime', errorCode: 'GreaterThan', message });
  }
  refuseFaults(faults);
  if (!accountId || !startDateTime || !endDateTime) throw invalidInput([mustNotBeEmpty('accountId')]);
  return { accountId, from: startDateTime, to: endDateTime };
}
