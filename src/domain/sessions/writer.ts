import type { AccountScope } from '../directory/principal.ts';
import type { SessionChange } from './change.ts';
import type { PendingEvent } from './pending-event.ts';
import type { SessionRecord } from './record.ts';

/** A change, by whom and when, and what is told of it. */
export interface StampedChange extends SessionChange {
  readonly userId: string;
  readonly now: Date;
  readonly events: readonly PendingEvent[];
}

/** Sessions of one account, created from one moment on and before another. */
export interface CreatedBetween {
  readonly accountId: string;
  readonly from: Date;
  readonly to: Date;
}

/** What writes to sessions that are there. */
export interface SessionWriter {
  /**
   * Writes the fields, the log entry, who and when, the next revision and the events in one atomic and durable update.
   * @returns the session as it is then; `null`, with nothing written, when it is gone or not at that revision
   */
  update(
    scope: AccountScope,
    id: string,
    expectedRevision: number,
    change: StampedChange,
  ): Promise<SessionRecord | null>;
  /**
   * To be called before removing: tells archivers, wherever they run, that the sessions of this range which are there by
   * now are to go. One that has read a session before it was removed takes its copy back.
   */
  announceRemoval(range: CreatedBetween, now: Date): Promise<void>;
  /** At most `limit` ids, each once, in any order; archived sessions too. */
  findIds(range: CreatedBetween, limit: number): Promise<string[]>;
  /**
   * Wherever they are, except sessions whose events still wait to be moved; ids that are not there are nothing to do.
   * @returns those of the ids that are still there
   */
  remove(accountId: string, ids: readonly string[]): Promise<string[]>;
}
