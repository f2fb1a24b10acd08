import type { AccountScope } from '../directory/principal.ts';
import type { SessionChange } from './session-change.ts';
import type { SessionRecord } from './session-record.ts';

/** A change, by whom and when. */
export interface StampedChange extends SessionChange {
  readonly userId: string;
  readonly now: Date;
}

/** Sessions of one account, created from one moment on and before another. */
export interface CreationRange {
  readonly accountId: string;
  readonly from: Date;
  readonly to: Date;
}

/** What writes to sessions that are there. */
export interface SessionChanges {
  /**
   * Writes the fields, the log entry, who and when, and the next revision in one atomic and durable update.
   * @returns the session as it is then; `null`, with nothing written, when it is gone or not at that revision
   */
  change(
    scope: AccountScope,
    id: string,
    expectedRevision: number,
    change: StampedChange,
  ): Promise<SessionRecord | null>;
  /** At most `limit` ids, in any order. */
  findIds(range: CreationRange, limit: number): Promise<string[]>;
  /** @returns how many there were */
  remove(accountId: string, ids: readonly string[]): Promise<number>;
}
