import { notFound } from '../directory/domain-errors.ts';
import type { AccountScope, Principal } from '../directory/principal.ts';
import type { MessageRecord } from './message-record.ts';
import type { MessageRepository } from './message-repository.ts';
import type { SessionRecord } from './record.ts';
import type { SessionRepository } from './repository.ts';

/** One line of a transcript. The `from…` fields are null for log entries. */
export interface TranscriptLine {
  readonly date: Date;
  readonly sessionId: string;
  readonly fromIdentity: string | null;
  readonly fromName: string | null;
  readonly text: string;
}

export interface TranscriptRequest {
  /** Includes the sessions that this one continues: its parent, the parent of that session and so on. */
  readonly includeHistorical: boolean;
  /** Excludes lines of those sessions from before this time. */
  readonly historicalCutOffDate: Date | null;
}

const pageSize = 500;
/** Maximum number of parents to follow, which also stops at cycles. */
const maxAncestors = 20;

/** Reads the messages and the log of a session, live or archived. Requires the role User. */
export class SessionTranscriptService {
  readonly #sessions: SessionRepository;
  readonly #messages: MessageRepository;

  constructor(dependencies: { sessions: SessionRepository; messages: MessageRepository }) {
    this.#sessions = dependencies.sessions;
    this.#messages = dependencies.messages;
  }

  /**
   * Reads a transcript, oldest line first.
   * @throws NOT_FOUND when the session is unknown or outside the caller's accounts
   */
  async read(principal: Principal, id: string, request: TranscriptRequest): Promise<TranscriptLine[]> {
    principal.requireRole('User');
    const scope = principal.accounts;
    const [session] = await this.#sessions.findByIds(scope, [id]);
    if (!session) throw notFound('session', 'id', id);
    const earlier = request.includeHistorical ? await this.#ancestors(scope, session) : [];
    const [own, ...others] = await Promise.all([session, ...earlier].map((one) => this.#linesOf(scope, one)));
    const cutOff = request.historicalCutOffDate;
    const historical = others.flat().filter(({ date }) => !cutOff || date >= cutOff);
    // the sort is stable, so lines of the same time keep the order in which they were written
    return [...historical, ...(own ?? [])].sort((a, b) => a.date.getTime() - b.date.getTime());
  }

  async #ancestors(scope: AccountScope, session: SessionRecord): Promise<SessionRecord[]> {
    const found: SessionRecord[] = [];
    for (let id = session.parentSessionId; id && found.length < maxAncestors; ) {
      const [parent]: SessionRecord[] = await this.#sessions.findByIds(scope, [id]);
      if (!parent) break;
      found.unshift(parent);
      id = parent.parentSessionId;
    }
    return found;
  }

  async #linesOf(scope: AccountScope, { id, log }: SessionRecord): Promise<TranscriptLine[]> {
    const lines: TranscriptLine[] = log.map(({ date, message }) => {
      return { date, sessionId: id, fromIdentity: null, fromName: null, text: message };
    });
    for (let after: MessageRecord | null = null, isMore = true; isMore; ) {
      const page: MessageRecord[] = await this.#messages.findBySession(scope, id, { after, limit: pageSize });
      lines.push(
        ...page.map(({ dateCreated, sessionId, fromIdentity, fromName, text }) => {
          return { date: dateCreated, sessionId, fromIdentity, fromName, text };
        }),
      );
      after = page.at(-1) ?? null;
      isMore = page.length === pageSize;
    }
    return lines;
  }
}
