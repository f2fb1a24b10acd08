import type { SessionEvent } from '../../src/domain/events/session-event.ts';

/** An entry in the log of a call, or whatever else is said. */
export function someEvent(parts: Partial<SessionEvent> = {}): SessionEvent {
  const sequence = parts.sequence ?? 1;
  return {
    id: `5e5500000000000000000001-${sequence}-0`,
    sessionId: '5e5500000000000000000001',
    accountId: 'acc000000000000000000001',
    sequence,
    position: sequence,
    dateRecorded: new Date(0),
    revision: sequence,
    index: 0,
    date: new Date(0),
    userId: '05e000000000000000000002',
    logMessage: 'Something happened',
    attributes: { channel: 'Voice', customerId: null, endpointId: null, identities: [] },
    detail: { kind: 'SessionLogAdded' },
    ...parts,
  };
}
