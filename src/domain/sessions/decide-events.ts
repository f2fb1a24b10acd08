import type { SessionChange } from './change.ts';
import type { PendingEvent, SessionEventDetail, SessionMemberChange } from './pending-event.ts';
import type { SessionMember, SessionRecord } from './record.ts';

/** The fields of a record that no client ever sees. */
const internalFields: ReadonlySet<string> = new Set(['dateConnected']);

/** What is told of a session that was just built. @param startsFlow whether a flow is to begin with it */
export function eventsOfCreation(session: SessionRecord, startsFlow: boolean): PendingEvent[] {
  const { dateCreated: date, createdBy: userId, revision, log } = session;
  const details: SessionEventDetail[] = [{ kind: 'SessionCreated', startsFlow }];
  if (session.ended) details.push(endOf(session));
  const logMessage = log[0]?.message ?? '';
  return numbered(details, { revision, date, userId, logMessage, attributes: factsOf(session) });
}

/** What is told of a change. @param before the session it was decided on */
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

/** A member that was not touched is the very same object in both. */
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

/** Who has just left is among them: it concerns nobody more. */
function factsOf(after: SessionRecord, before: SessionRecord = after): PendingEvent['attributes'] {
  const identities = new Set([...before.members, ...after.members].map(({ identity }) => identity));
  const { channel, customerId, endpointId } = after;
  return { channel, customerId, endpointId, identities: [...identities] };
}

function numbered(
  details: readonly SessionEventDetail[],
  { revision, date, userId, logMessage, attributes }: Omit<PendingEvent, 'index' | 'detail'>,
): PendingEvent[] {
  return details.map((detail, index) => ({ revision, date, userId, logMessage, attributes, index, detail }));
}
