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
  /** Sessions created from `startDateTime` on and before `endDateTime` are deleted. */
  readonly startDateTime: Date | null;
  readonly endDateTime: Date | null;
}

const stepSize = 500;

/** Deletes the sessions of an account that were created in a time range, together with their messages. */
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
   * Deletes sessions in small batches, each of which can be repeated. Requires the role SystemAdministrator.
   * @returns the number of deleted sessions
   * @throws BAD_USER_INPUT when an argument is missing or the range does not end after its start
   * @throws NOT_FOUND when the account does not exist
   */
  async delete({ principal, log }: Actor, request: DeleteRequest): Promise<number> {
    principal.requireRole('SystemAdministrator');
    const range = checkRange(request);
    await this.#accounts.resolve(principal, range.accountId);
    await this.#writer.announceRemoval(range, this.#clock.now());
    let count = 0;
    // an interrupted deletion is audited with its count so far
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

  /**
   * Deletes one batch. Sessions that change meanwhile remain, and the next search finds them again.
   * @returns the number of deleted sessions
   */
  async #deleteBatch(accountId: string, ids: readonly string[]): Promise<number> {
    // messages first: after an interruption, the next call still finds their session
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
