import type { PendingEvent } from './pending-event.ts';

/** The events of a session that were written with its changes and not yet moved to the stream, oldest first. */
export interface OutboxEntry {
  readonly sessionId: string;
  readonly accountId: string;
  /** The revision of the session when this was read: no event up to it is missing here, unless it was moved. */
  readonly revision: number;
  readonly events: readonly PendingEvent[];
}

/** Moves events out of sessions. */
export interface OutboxFlusher {
  /** Moves all that these sessions have now. @throws when the store is away: some may wait still */
  flush(sessionIds: readonly string[]): Promise<void>;
}
