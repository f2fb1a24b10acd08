import type { PendingEvent } from './pending-event.ts';

/** The events of a session that were written with its changes and are not yet relayed to the stream, oldest first. */
export interface OutboxEntry {
  readonly sessionId: string;
  readonly accountId: string;
  /** Revision of the session at this read. `events` has every event up to it, except those already relayed. */
  readonly revision: number;
  readonly events: readonly PendingEvent[];
}

/** Relays events from session outboxes to the event stream. */
export interface OutboxFlusher {
  /**
   * Relays all events that these sessions have now.
   * @throws when the database is unavailable; some events may then remain in the outboxes
   */
  flush(sessionIds: readonly string[]): Promise<void>;
}
