import type { SessionChange } from '../sessions/session-change.ts';
import type { PendingEvent } from '../sessions/session-event.ts';
import type { SessionPart } from '../sessions/session-list-repository.ts';
import type { SessionLogEntry, SessionMember, SessionRecord } from '../sessions/session-record.ts';
import type { Idempotency } from '../sessions/session-repository.ts';
import { pendingEventDocument } from './event-mapping.ts';
import { toHex, toObjectId } from './object-ids.ts';
import type { LogDocument, MemberDocument, SessionDocument } from './session-model.ts';

/** What is written for a new session. */
export function sessionDocument(
  session: SessionRecord,
  idempotency: Idempotency | null,
  events: readonly PendingEvent[],
): SessionDocument {
  const { id, createdBy, lastModifiedBy, accountId, customerId, endpointId, parentSessionId, log, members, ...plain } =
    session;
  return {
    _id: toObjectId(id),
    ...withoutNulls(plain),
    createdBy: toObjectId(createdBy),
    lastModifiedBy: toObjectId(lastModifiedBy),
    accountId: toObjectId(accountId),
    ...reference('customerId', customerId),
    ...reference('endpointId', endpointId),
    ...reference('parentSessionId', parentSessionId),
    log: log.map(logDocument),
    members: members.map(memberDocument),
    ...(idempotency && { idempotency }),
    outbox: events.map(pendingEventDocument),
  };
}

/** What is written of a change; nulls are left out. */
export function writtenFields({ customerId, endpointId, parentSessionId, members, ...plain }: SessionChange['set']) {
  return {
    ...withoutNulls(plain),
    ...reference('customerId', customerId ?? null),
    ...reference('endpointId', endpointId ?? null),
    ...reference('parentSessionId', parentSessionId ?? null),
    ...(members && { members: members.map(memberDocument) }),
  };
}

/** @param messageId of the message that the entry tells of */
export function logDocument({ date, message, messageId }: SessionLogEntry): LogDocument {
  return { date, message, ...(messageId !== undefined && { messageId: toObjectId(messageId) }) };
}

function memberDocument({ endpointId, ...member }: SessionMember): MemberDocument {
  return { ...withoutNulls(member), ...reference('endpointId', endpointId) };
}

/** A session without what was not to be read of it. */
type ReadSession = Omit<SessionDocument, SessionPart> & Partial<Pick<SessionDocument, SessionPart>>;

/** A session read from the store, every field present; what was not read is empty. */
export function parseSession(found: ReadSession): SessionRecord {
  return {
    id: found._id.toHexString(),
    dateCreated: found.dateCreated,
    dateLastModified: found.dateLastModified,
    createdBy: found.createdBy.toHexString(),
    lastModifiedBy: found.lastModifiedBy.toHexString(),
    revision: found.revision,
    accountId: found.accountId.toHexString(),
    customerId: toHex(found.customerId),
    endpointId: toHex(found.endpointId),
    parentSessionId: toHex(found.parentSessionId),
    channel: found.channel,
    direction: found.direction,
    callState: found.callState,
    dialState: found.dialState,
    queueState: found.queueState,
    holdReason: found.holdReason,
    ended: found.ended,
    wasMissed: found.wasMissed,
    dateCompleted: found.dateCompleted ?? null,
    dateConnected: found.dateConnected ?? null,
    recording: found.recording === true,
    displayName: found.displayName ?? null,
    fromName: found.fromName ?? null,
    fromAddress: found.fromAddress ?? null,
    toAddress: found.toAddress ?? null,
    fromPhoneNumber: found.fromPhoneNumber ?? null,
    destination: found.destination ?? null,
    answeredByName: found.answeredByName ?? null,
    answeredById: found.answeredById ?? null,
    queueMemberId: found.queueMemberId ?? null,
    outcome: found.outcome ?? null,
    callSid: found.callSid ?? null,
    consoleData: found.consoleData ?? null,
    holdQueueName: found.holdQueueName ?? null,
    heldByUserId: found.heldByUserId ?? null,
    conferenceSid: found.conferenceSid ?? null,
    callbackNumber: found.callbackNumber ?? null,
    mostRecentParticipantCallSid: found.mostRecentParticipantCallSid ?? null,
    ringQueueId: found.ringQueueId ?? null,
    log: (found.log ?? []).map(parseLogEntry),
    members: (found.members ?? []).map(parseMember),
  };
}

function parseLogEntry({ date, message, messageId }: LogDocument): SessionLogEntry {
  return { date, message, ...(messageId && { messageId: messageId.toHexString() }) };
}

function parseMember(found: MemberDocument): SessionMember {
  return {
    identity: found.identity,
    endpointId: toHex(found.endpointId),
    displayName: found.displayName ?? null,
    isOriginalMember: found.isOriginalMember,
    avatarUrl: found.avatarUrl ?? null,
    applicationData: found.applicationData.map(({ key, value }) => ({ key, value })),
    callState: found.callState,
    role: found.role,
    callSid: found.callSid ?? null,
    muted: found.muted,
  };
}

type WithoutNulls<T> = { [K in keyof T]: Exclude<T[K], null> | (null extends T[K] ? undefined : never) };

function withoutNulls<T extends object>(record: T): WithoutNulls<T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null)) as WithoutNulls<T>;
}

function reference<K extends string>(name: K, id: string | null) {
  return id === null ? {} : ({ [name]: toObjectId(id) } as { [P in K]: ReturnType<typeof toObjectId> });
}
