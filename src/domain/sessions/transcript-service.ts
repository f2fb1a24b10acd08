import { notFound } from '../directory/domain-errors.ts';
import type { AccountScope, Principal } from '../directory/principal.ts';
import type { MessageRecord } from './message-record.ts';
import type { MessageRepository } from './message-repository.ts';
import type { SessionRecord } from './record.ts';
import type { SessionRepository } from './repository.ts';

/** One line of a transcript; `from…` is null for what the log says. */
export interface TranscriptLine {
  readonly date: Date;
  readonly sessionId: string;
  readonly fromIdentity: string | null;
  readonly fromName: string | null;
  readonly text: string;
}

export interface TranscriptRequest {
  /** With the sessions that this one continues: its parent, that one's parent and so on. */
  readonly includeHistorical: boolean;
  /** Nothing of those from before this time. */
  readonly historicalCutOffDate: Date | null;
}

const pageSize = 500;
/** A chain longer than this is a circle, or nothing that anybody reads at once. */
const maxAncestors = 20;

/** What was said in a session, archived or not. Needs the role User. */
export class SessionTranscriptService {
  readonly #sessions: SessionRepository;
  readonly #messages: MessageRepository;

  constructor(dependencies: { sessions: SessionRepository; messages: MessageRepository }) {
    this.#sessions = dependencies.sessions;
    this.#messages = dependencies.messages;
  }

  /** Oldest first. @throws NOT_FOUND for a session that is not in the caller's accounts */
  async read(principal: Principal, id: string, request: TranscriptRequest): Promise<TranscriptLine[]> {
    principal.requireRole('User');
    const scope = principal.accounts;
    const [session] = await this.#sessions.findByIds(scope, [id]);
    if (!session) throw notFound('session', 'id', id);
    const earlier = request.includeHistorical ? await this.#ancestors(scope, session) : [];
    const [own, ...others] = await Promise.all([session, ...earlier].map((one) => this.#linesOf(scope, one)));
    const cutOff = request.historicalCutOffDate;
    const historical = others.flat().filter(({ date }) => !cutOff || date >= cutOff);
    // stable, so lines of the same moment keep the order they were written in
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
