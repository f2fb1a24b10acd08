import type { AccountScope } from '../directory/principal.ts';
import type { PendingEvent } from './pending-event.ts';
import type { SessionRecord } from './record.ts';

/** Identifies a retried create: the caller's idempotency key, and a digest of the input sent with it. */
export interface Idempotency {
  /** 1 to 255 printable characters, unique for each user. */
  readonly key: string;
  readonly fingerprint: string;
}

/** Stores sessions. */
export interface SessionRepository {
  /**
   * Inserts a session with its idempotency key and events, atomically and durably.
   * @returns `false`, with nothing written, when this user has already used the key, or a live session of the account
   *   has the external id
   */
  insert(session: SessionRecord, idempotency: Idempotency | null, events: readonly PendingEvent[]): Promise<boolean>;
  findByIdempotencyKey(
    userId: string,
    key: string,
  ): Promise<{ readonly session: SessionRecord; readonly fingerprint: string } | null>;
  /** Finds the session of an account by its external id, live or archived. */
  findByExternalId(scope: AccountScope, externalId: string): Promise<SessionRecord | null>;
  /** Finds sessions within the scope, in any order. Ids outside the scope are left out. */
  findByIds(scope: AccountScope, ids: readonly string[]): Promise<SessionRecord[]>;
  /** Finds the sessions whose parent is one of these, newest first. */
  findChildren(scope: AccountScope, parentIds: readonly string[]): Promise<SessionRecord[]>;
}
