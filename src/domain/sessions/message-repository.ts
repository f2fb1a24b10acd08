import type { AccountScope } from '../directory/principal.ts';
import type { MessageRecord } from './message-record.ts';
import type { Idempotency } from './repository.ts';

/** Where a page of messages begins: after this one, oldest first. */
export interface MessagePosition {
  readonly dateCreated: Date;
  readonly id: string;
}

/** Where messages are kept. */
export interface MessageRepository {
  /** @returns `false`, with nothing written, when this user has used this key for a message before */
  insert(message: MessageRecord, idempotency: Idempotency | null): Promise<boolean>;
  findByIdempotencyKey(
    userId: string,
    key: string,
  ): Promise<{ readonly message: MessageRecord; readonly fingerprint: string } | null>;
  /** In any order; what lies outside the scope is not found. */
  findByIds(scope: AccountScope, ids: readonly string[]): Promise<MessageRecord[]>;
  /** Oldest first. */
  findBySession(
    scope: AccountScope,
    sessionId: string,
    page: { readonly after: MessagePosition | null; readonly limit: number },
  ): Promise<MessageRecord[]>;
  remove(id: string): Promise<void>;
  removeOfSessions(sessionIds: readonly string[]): Promise<void>;
}
