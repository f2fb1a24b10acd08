import type { SessionChange } from './change.ts';
import { memberKey } from './member-key.ts';
import type { PendingEvent, SessionEventDetail, SessionMemberChange } from './pending-event.ts';
import type { SessionMember, SessionRecord } from './record.ts';

/** Record fields that are never exposed to clients. */
const internalFields: ReadonlySet<string> = new Set(['dateConnected']);

/** Whether a flow starts with a new session, and which one if the client named it. */
export interface FlowStart {
  readonly startsFlow: boolean;
  readonly flowId: string | null;
}

/** Creates the events of a new session. */
export function eventsOfCreation(session: SessionRecord, { startsFlow, flowId }: FlowStart): PendingEvent[] {
  const { dateCreated: date, createdBy: userId, revision, log } = session;
  const details: SessionEventDetail[] = [{ kind: 'SessionCreated', startsFlow, ...(flowId !== null && { flowId }) }];
  if (session.ended) details.push(endOf(session));
  const logMessage = log[0]?.message ?? '';
  return numbered(details, { revision, date, userId, logMessage, attributes: factsOf(session) });
}

/**
 * Creates the events of a change.
 * @param before the session that the change was decided on
 */
export function eventsOfChange(
  before: SessionRecord,
  change: SessionChange,
  { userId, now }: { readonly userId: string; readonly now: Date },
): PendingEvent[] {
  const after = { ...before, ...change.set };
  return numbered(detailsOf(before, after, change), {
    revision: before.revision + 1,
    date: now,
    userId,
    logMessage: change.message,
    attributes: factsOf(after, before),
  });
}

function detailsOf(before: SessionRecord, after: SessionRecord, change: SessionChange): SessionEventDetail[] {
  const details: SessionEventDetail[] = [];
  const changedFields = Object.keys(change.set).filter((name) => name !== 'members' && !internalFields.has(name));
  if (changedFields.length > 0) details.push({ kind: 'SessionChanged', changedFields });
  if (change.set.members) {
    details.push({ kind: 'SessionMemberChanged', members: memberChanges(before.members, after.members) });
  }
  if (after.ended && !before.ended) details.push(endOf(after));
  if (details.length > 0) return details;
  const { messageId } = change;
  return [messageId === undefined ? { kind: 'SessionLogAdded' } : { kind: 'SessionMessageSent', messageId }];
}

function endOf({ outcome, wasMissed }: SessionRecord): SessionEventDetail {
  return { kind: 'SessionEnded', outcome, wasMissed };
}

/** Compares members by object identity: an unchanged member is the same object in both lists. */
function memberChanges(before: readonly SessionMember[], after: readonly SessionMember[]): SessionMemberChange[] {
  const known = new Set(before.map(({ identity }) => identity));
  const present = new Set(after.map(({ identity }) => identity));
  const untouched = new Set(before);
  const left = before.filter(({ identity }) => !present.has(identity));
  const touched = after.filter((member) => !untouched.has(member));
  return [
    ...left.map(({ identity }) => ({ identity, change: 'Left' as const })),
    ...touched.map(({ identity }) => ({
      identity,
      change: known.has(identity) ? ('Changed' as const) : ('Joined' as const),
    })),
  ];
}

/**
 * Returns the attributes that events are filtered by. They include members who have just left, whom the event concerns
 * most.
 */
function factsOf(after: SessionRecord, before: SessionRecord = after): PendingEvent['attributes'] {
  const identities = new Set([...before.members, ...after.members].map(({ identity }) => memberKey(identity)));
  const { channel, customerId, endpointId } = after;
  return { channel, customerId, endpointId, identities: [...identities] };
}

function numbered(
  details: readonly SessionEventDetail[],
  { revision, date, userId, logMessage, attributes }: Omit<PendingEvent, 'index' | 'detail'>,
): PendingEvent[] {
  return details.map((detail, index) => ({ revision, date, userId, logMessage, attributes, index, detail }));
}
