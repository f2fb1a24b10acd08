import type { AccountScope } from '../directory/principal.ts';
import type { MessageRecord } from './message-record.ts';
import type { Idempotency } from './repository.ts';

/** Keyset position in a list of messages, oldest first; a page starts after it. */
export interface MessagePosition {
  readonly dateCreated: Date;
  readonly id: string;
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
  /** Reads one page of messages, oldest first. */
  findBySession(
    scope: AccountScope,
    sessionId: string,
    page: { readonly after: MessagePosition | null; readonly limit: number },
  ): Promise<MessageRecord[]>;
  remove(id: string): Promise<void>;
  removeOfSessions(sessionIds: readonly string[]): Promise<void>;
}
