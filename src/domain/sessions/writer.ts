import type { AccountScope } from '../directory/principal.ts';
import type { SessionChange } from './change.ts';
import type { PendingEvent } from './pending-event.ts';
import type { SessionRecord } from './record.ts';

/** A change with its author, time and events. */
export interface StampedChange extends SessionChange {
  readonly userId: string;
  readonly now: Date;
  readonly events: readonly PendingEvent[];
}

/** Sessions of one account that were created from `from` on and before `to`. */
export interface CreatedBetween {
  readonly accountId: string;
  readonly from: Date;
  readonly to: Date;
}

/** Writes and deletes existing sessions. */
export interface SessionWriter {
  /**
   * Writes the fields, log entry, author, time (also of a changed state), next revision and events in one atomic and durable update.
   * @returns the updated session; `null`, with nothing written, when it does not exist or is at another revision
   */
  update(
    scope: AccountScope,
    id: string,
    expectedRevision: number,
    change: StampedChange,
  ): Promise<SessionRecord | null>;
  /**
   * Announces the removal of the sessions that exist in a range at `now`; must be called before `remove`. Archivers in
   * any process then delete copies of sessions that they read before the removal.
   */
  announceRemoval(range: CreatedBetween, now: Date): Promise<void>;
  /**
   * Finds live and archived sessions.
   * @returns at most `limit` distinct ids, in any order
   */
  findIds(range: CreatedBetween, limit: number): Promise<string[]>;
  /**
   * Deletes live and archived sessions, except sessions with events that are not relayed yet. Unknown ids are ignored.
   * @returns the ids of the sessions that remain
   */
  remove(accountId: string, ids: readonly string[]): Promise<string[]>;
}
