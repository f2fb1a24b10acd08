import type { PendingEvent } from '../sessions/pending-event.ts';

/** An event in the stream. It is immutable. */
export interface SessionEvent extends PendingEvent {
  readonly id: string;
  readonly sessionId: string;
  readonly accountId: string;
  /** Position among the events of all accounts, from 1, without gaps. */
  readonly sequence: number;
  /** Position among the events of its account, from 1, without gaps. */
  readonly position: number;
  /** When the event was appended to the stream. */
  readonly dateRecorded: Date;
}

/**
 * Builds the deterministic id of an event. The id is the same on every attempt to relay the event, which makes relaying
 * idempotent.
 */
export function eventIdOf(sessionId: string, { revision, index }: Pick<PendingEvent, 'revision' | 'index'>): string {
  return `${sessionId}-${revision}-${index}`;
}
