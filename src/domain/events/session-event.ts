import type { PendingEvent } from '../sessions/pending-event.ts';

/** An event at its place in the stream. It never changes any more. */
export interface SessionEvent extends PendingEvent {
  readonly id: string;
  readonly sessionId: string;
  readonly accountId: string;
  /** Its place among the events of all accounts, from 1, without gaps. */
  readonly sequence: number;
  /** Its place among the events of its account, from 1, without gaps. */
  readonly position: number;
  /** When it came into the stream. */
  readonly dateRecorded: Date;
}

/** One and the same for an event, however often it is moved: this is what makes moving it twice harmless. */
export function eventIdOf(sessionId: string, { revision, index }: Pick<PendingEvent, 'revision' | 'index'>): string {
  return `${sessionId}-${revision}-${index}`;
}
