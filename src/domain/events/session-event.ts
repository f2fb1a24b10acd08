import {
  type PendingEvent,
  SessionEventKinds,
  type SessionMemberChange,
  SessionMemberChanges,
} from '../sessions/pending-event.ts';

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
  /** The stored kind, if this version does not know it; the event is then a `SessionChanged`. */
  readonly unknownKind?: string;
}

const kinds: ReadonlySet<string> = new Set(Object.keys(SessionEventKinds));
const memberChanges: ReadonlySet<string> = new Set(Object.keys(SessionMemberChanges));

/**
 * Returns an event as this version shows it, so that one event of a newer server does not fail a page or a subscription.
 * An event of an unknown kind becomes a `SessionChanged` without field names, an unknown change of a member `Changed`.
 */
export function toKnownEvent(event: SessionEvent): SessionEvent {
  const { detail } = event;
  if (!kinds.has(detail.kind)) {
    return { ...event, detail: { kind: 'SessionChanged', changedFields: [] }, unknownKind: detail.kind };
  }
  if (detail.kind !== 'SessionMemberChanged' || detail.members.every(isKnownChange)) return event;
  const members = detail.members.map((member) =>
    isKnownChange(member) ? member : { ...member, change: 'Changed' as const },
  );
  return { ...event, detail: { ...detail, members } };
}

function isKnownChange({ change }: SessionMemberChange): boolean {
  return memberChanges.has(change);
}

/**
 * Builds the deterministic id of an event. The id is the same on every attempt to relay the event, which makes relaying
 * idempotent.
 */
export function eventIdOf(sessionId: string, { revision, index }: Pick<PendingEvent, 'revision' | 'index'>): string {
  return `${sessionId}-${revision}-${index}`;
}
