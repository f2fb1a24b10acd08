import type { AccountScope } from '../directory/principal.ts';
import type { OutboxEntry } from '../sessions/outbox.ts';
import type { EventCriteria } from './criteria.ts';
import type { SessionEvent } from './session-event.ts';

/** Reads and clears the outboxes of sessions. */
export interface OutboxRepository {
  /** Sessions with events that are not relayed yet, longest waiting first. */
  findWaiting(limit: number): Promise<OutboxEntry[]>;
  findOf(sessionIds: readonly string[]): Promise<OutboxEntry[]>;
  /** Removes the events up to the revision of each entry. Events written since then stay. */
  clear(entries: readonly Pick<OutboxEntry, 'sessionId' | 'revision'>[]): Promise<void>;
}

/** A range of the stream, restricted to the accounts of one caller. */
export interface EventRange {
  readonly scope: AccountScope;
  readonly criteria: EventCriteria;
  /** Exclusive bounds of the sequence; `null` for no bound. */
  readonly after: number | null;
  readonly before: number | null;
  /** Page size, counted from the start, or from the end with `fromEnd`. Events are returned oldest first either way. */
  readonly limit: number;
  readonly fromEnd: boolean;
}

/**
 * The event stream: each event once, numbered without gaps.
 *
 * An event becomes visible only after all events before it, so a reader can continue from the last sequence it has
 * seen.
 */
export interface EventLog {
  /** The sequence of the newest event; 0 when no event was ever written. */
  head(): Promise<number>;
  /** The position of the newest event of each account; 0 for an account that never had one. */
  positions(accountIds: readonly string[]): Promise<Map<string, number>>;
  /**
   * Writes events in order and stops at the first that cannot be written.
   * @returns `false` when the sequence or the id of one event exists already; the events before it are written
   */
  append(events: readonly SessionEvent[]): Promise<boolean>;
  /** @returns the given ids that are in the stream */
  findIds(ids: readonly string[]): Promise<Set<string>>;
  /** The events of all accounts after a sequence, oldest first. */
  findAfter(sequence: number, limit: number): Promise<SessionEvent[]>;
  findRange(range: EventRange): Promise<SessionEvent[]>;
  /**
   * The sequence up to which events may have been removed. A reader that continues from an earlier one may miss events.
   */
  truncatedUpTo(): Promise<number>;
  /**
   * Removes events recorded before a time, at most `limit` per call, and raises `truncatedUpTo` first. The newest event
   * of the stream always stays.
   * @returns how many events were removed; 0 when none are left to remove
   */
  removeRecordedBefore(time: Date, limit: number): Promise<number>;
}

/** Notifies this process of events that any server appended to the stream. */
export interface EventNotifier {
  /**
   * @param onEvents called after events were written
   * @param onEnd called once when notifications stop
   * @returns a function that stops watching; `null` when the database has no notifications and has to be polled
   */
  watch(onEvents: () => void, onEnd: (error: unknown) => void): Promise<(() => Promise<void>) | null>;
}
