import type { AccountScope } from '../directory/principal.ts';
import type { ConversationRecord, MessageRecord } from './message-record.ts';
import type { Idempotency } from './repository.ts';

/** Criteria for messages; an absent or null criterion matches every message, an empty list none. */
export interface MessageCriteria {
  readonly ids?: readonly string[] | null | undefined;
  readonly accountIds?: readonly string[] | null | undefined;
  readonly customerIds?: readonly string[] | null | undefined;
  readonly endpointIds?: readonly string[] | null | undefined;
  readonly conversationIds?: readonly string[] | null | undefined;
  readonly sessionIds?: readonly string[] | null | undefined;
  /** Only messages sent later than this. */
  readonly afterDate?: Date | null | undefined;
  /** Only messages sent at this time or earlier. */
  readonly untilDate?: Date | null;
  /** Only messages of other sessions, or of none. */
  readonly excludedSessionId?: string | null;
}

/** Criteria for conversations; `afterDate` applies to the newest message. */
export type ConversationCriteria = Pick<
  MessageCriteria,
  'accountIds' | 'customerIds' | 'endpointIds' | 'conversationIds' | 'afterDate'
>;

/** Keyset position in a list of messages or conversations. */
export interface MessagePosition {
  readonly date: Date;
  readonly id: string;
}

/** A part of a list, ordered by date and then id. */
export interface MessageRange {
  readonly descending: boolean;
  readonly after?: MessagePosition | null;
  readonly before?: MessagePosition | null;
  /** Counts `limit` from the end; the rows are in list order either way. */
  readonly fromEnd?: boolean;
  readonly skip?: number;
  readonly limit: number;
}

/** Stores messages. */
export interface MessageRepository {
  /**
   * Inserts a message with its idempotency key.
   * @returns `false`, with nothing written, when this user has already used the key for a message
   */
  insert(message: MessageRecord, idempotency: Idempotency | null): Promise<boolean>;
  findByIdempotencyKey(
    userId: string,
    key: string,
  ): Promise<{ readonly message: MessageRecord; readonly fingerprint: string } | null>;
  /** Finds messages within the scope, in any order. Ids outside the scope are left out. */
  findByIds(scope: AccountScope, ids: readonly string[]): Promise<MessageRecord[]>;
  findRange(scope: AccountScope, criteria: MessageCriteria, range: MessageRange): Promise<MessageRecord[]>;
  count(scope: AccountScope, criteria: MessageCriteria): Promise<number>;
  /** Marks the unread messages of a conversation up to a time as read. */
  markRead(conversationId: string, until: Date): Promise<void>;
  remove(id: string): Promise<void>;
  /** Removes the messages of sessions. Their conversations keep the newest of the remaining messages, if any. */
  removeOfSessions(sessionIds: readonly string[]): Promise<void>;
}

/**
 * Stores conversations. A conversation is written before its newest message, so that a process that dies between the
 * two never leaves an older message as the newest one.
 */
export interface ConversationRepository {
  /** Creates or replaces a conversation, unless it has a later message already. */
  put(conversation: ConversationRecord): Promise<void>;
  findRange(scope: AccountScope, criteria: ConversationCriteria, range: MessageRange): Promise<ConversationRecord[]>;
  count(scope: AccountScope, criteria: ConversationCriteria): Promise<number>;
}
