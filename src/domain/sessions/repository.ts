import type { AccountScope } from '../directory/principal.ts';
import type { PendingEvent } from './pending-event.ts';
import type { SessionRecord } from './record.ts';

/** What makes a retried create recognisable: the caller's key, and a digest of what was asked with it. */
export interface Idempotency {
  /** 1 to 255 printable characters, unique for each user. */
  readonly key: string;
  readonly fingerprint: string;
}

/** Where sessions are kept. */
export interface SessionRepository {
  /**
   * Writes the session, its idempotency key and events with it, in one atomic and durable insert.
   * @returns `false`, with nothing written, when this user has used this key before
   */
  insert(session: SessionRecord, idempotency: Idempotency | null, events: readonly PendingEvent[]): Promise<boolean>;
  findByIdempotencyKey(
    userId: string,
    key: string,
  ): Promise<{ readonly session: SessionRecord; readonly fingerprint: string } | null>;
  /** In any order; what lies outside the scope is not found. */
  findByIds(scope: AccountScope, ids: readonly string[]): Promise<SessionRecord[]>;
  /** The sessions whose parent is one of these, newest first. */
  findChildren(scope: AccountScope, parentIds: readonly string[]): Promise<SessionRecord[]>;
}
