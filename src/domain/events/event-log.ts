import type { AccountScope } from '../directory/principal.ts';
import type { OutboxEntry } from '../sessions/outbox.ts';
import type { EventCriteria } from './criteria.ts';
import type { SessionEvent } from './session-event.ts';

/** What waits in sessions to be moved. */
export interface OutboxRepository {
  /** Some sessions with events that wait, those that wait longest first. */
  findWaiting(limit: number): Promise<OutboxEntry[]>;
  findOf(sessionIds: readonly string[]): Promise<OutboxEntry[]>;
  /** Takes away the events up to the revision of each entry. What was written since then stays. */
  clear(entries: readonly Pick<OutboxEntry, 'sessionId' | 'revision'>[]): Promise<void>;
}

/** A part of the stream as one caller may see it. */
export interface EventRange {
  readonly scope: AccountScope;
  readonly criteria: EventCriteria;
  /** The sequence to begin after, and the one to end before. */
  readonly after: number | null;
  readonly before: number | null;
  /** How many at most, counted from the begin, or from the end when `fromEnd`; they come in order anyway. */
  readonly limit: number;
  readonly fromEnd: boolean;
}

/**
 * The stream: every event once, numbered without gaps. An event is there only when all before it are, which is what lets
 * a reader go by the last number it has seen.
 */
export interface EventLog {
  /** The sequence of the newest event, 0 when there never was one. */
  head(): Promise<number>;
  /** The position of the newest event of each account; 0 where there never was one. */
  positions(accountIds: readonly string[]): Promise<Map<string, number>>;
  /**
   * Writes events in their order, up to the first that cannot be written.
   * @returns `false` when the sequence or the id of one of them was there already; those before it are written then
   */
  append(events: readonly SessionEvent[]): Promise<boolean>;
  /** Which of these ids are in the stream. */
  findIds(ids: readonly string[]): Promise<Set<string>>;
  /** The events after a sequence, of all accounts. */
  findAfter(sequence: number, limit: number): Promise<SessionEvent[]>;
  findRange(range: EventRange): Promise<SessionEvent[]>;
  /** The sequence up to which events may be gone: to go on from an earlier one means to miss some. */
  truncatedUpTo(): Promise<number>;
  /**
   * Raises the floor to the newest event recorded before a time, or by a step towards it, and removes what is below. The
   * newest event of all stays.
   * @returns how many were removed; 0 when there is nothing more to do
   */
  removeRecordedBefore(time: Date, limit: number): Promise<number>;
}

/** Tells that events came into the stream, whoever wrote them. */
export interface EventNotifier {
  /**
   * @param onEvents called after events were written
   * @param onEnd called once if no more calls are to be expected
   * @returns ends it; `null` where the store has no such signals, and has to be asked
   */
  watch(onEvents: () => void, onEnd: (error: unknown) => void): Promise<(() => Promise<void>) | null>;
}
