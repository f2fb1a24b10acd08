import type { SessionRecord } from './record.ts';

/** The outcomes that the server sets. Clients may set any other text. */
export const SessionOutcomes = {
  /** The session was connected, or was recorded as already over. */
  Completed: 'Completed',
  /** An incoming session that nobody answered. */
  Missed: 'Missed',
  /** An outgoing session that the other party did not answer. */
  NotAnswered: 'NotAnswered',
  /** A ringing session that a member rejected. */
  Rejected: 'Rejected',
  /** An outgoing session that was ended by request before the other party answered. */
  Cancelled: 'Cancelled',
} as const;

/** Returns the outcome of an ended session for which no client gives another. */
export function outcomeOf({ direction, dateConnected, wasMissed }: SessionRecord): string {
  if (wasMissed) return SessionOutcomes.Missed;
  return direction === 'Outgoing' && dateConnected === null ? SessionOutcomes.NotAnswered : SessionOutcomes.Completed;
}
