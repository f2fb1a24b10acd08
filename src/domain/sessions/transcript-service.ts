import type { Clock } from '../../common/time/clock.ts';
import { notFound } from '../directory/domain-errors.ts';
import type { AccountScope, Principal } from '../directory/principal.ts';
import type { DirectoryReader } from '../directory/repository.ts';
import { MessagePartyResolver } from './message-parties.ts';
import { conversationIdOf, type MessageRecord } from './message-record.ts';
import type { MessagePosition, MessageRepository } from './message-repository.ts';
import type { SessionRecord } from './record.ts';
import type { SessionRepository } from './repository.ts';

export interface TranscriptRequest {
  /** Includes other messages of the same endpoint with the same party, up to the end of the session. */
  readonly includeHistorical?: boolean | null;
  /** Excludes those messages from before this time. They are never older than {@link historyMonths} months. */
  readonly historicalCutOffDate?: Date | null;
}

const historyMonths = 6;
/** Maximum number of historical messages; the newest ones are kept. */
const maxHistory = 1_000;
const pageSize = 500;

/** Reads the messages of a session, live or archived. Requires the role User. */
export class SessionTranscriptService {
  readonly #sessions: SessionRepository;
  readonly #messages: MessageRepository;
  readonly #parties: MessagePartyResolver;
  readonly #clock: Clock;

  constructor(dependencies: {
    sessions: SessionRepository;
    messages: MessageRepository;
    directory: DirectoryReader;
    clock: Clock;
  }) {
    this.#sessions = dependencies.sessions;
    this.#messages = dependencies.messages;
    this.#parties = new MessagePartyResolver(dependencies.directory);
    this.#clock = dependencies.clock;
  }

  /**
   * Reads a transcript, oldest message first.
   * @throws NOT_FOUND when the session is unknown or outside the caller's accounts
   */
  async read(principal: Principal, sessionId: string, request: TranscriptRequest): Promise<MessageRecord[]> {
    principal.requireRole('User');
    const scope = principal.accounts;
    const [session] = await this.#sessions.findByIds(scope, [sessionId]);
    if (!session) throw notFound('session', 'sessionId', sessionId);
    const [own, history] = await Promise.all([
      this.#messagesOf(scope, session.id),
      request.includeHistorical ? this.#historyOf(scope, session, request.historicalCutOffDate ?? null) : [],
    ]);
    // the sort is stable, so messages of the same time keep the order in which they were written
    return [...history, ...own].sort((a, b) => a.date.getTime() - b.date.getTime());
  }

  async #messagesOf(scope: AccountScope, sessionId: string): Promise<MessageRecord[]> {
    const found: MessageRecord[] = [];
    for (let after: MessagePosition | null = null, isMore = true; isMore; ) {
      const range = { descending: false, after, limit: pageSize };
      const page: MessageRecord[] = await this.#messages.findRange(scope, { sessionIds: [sessionId] }, range);
      found.push(...page);
      after = page.at(-1) ?? null;
      isMore = page.length === pageSize;
    }
    return found;
  }

  async #historyOf(scope: AccountScope, session: SessionRecord, cutOff: Date | null): Promise<MessageRecord[]> {
    const conversationId = conversationIdOf(await this.#parties.ofSession(session));
    if (conversationId === null) return [];
    const oldest = monthsBefore(this.#clock.now(), historyMonths);
    const from = cutOff && cutOff > oldest ? cutOff : oldest;
    const criteria = {
      conversationIds: [conversationId],
      // the bound is exclusive, and a message of the cut-off date itself belongs to the history
      afterDate: new Date(from.getTime() - 1),
      untilDate: session.dateCompleted,
      excludedSessionId: session.id,
    };
    const newest = await this.#messages.findRange(scope, criteria, { descending: true, limit: maxHistory });
    return newest.reverse();
  }
}

/** Returns the same day and time of an earlier month, or the last day of that month if it is shorter. */
function monthsBefore(date: Date, months: number): Date {
  const earlier = new Date(date);
  earlier.setUTCMonth(earlier.getUTCMonth() - months);
  // the 31st of a month that has 30 days would be the 1st of the next one
  if (earlier.getUTCDate() !== date.getUTCDate()) earlier.setUTCDate(0);
  return earlier;
}
