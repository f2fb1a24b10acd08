import type { SessionChange } from '../../../domain/sessions/change.ts';
import type { PendingEvent } from '../../../domain/sessions/pending-event.ts';
import type { SessionLogEntry, SessionMember, SessionRecord } from '../../../domain/sessions/record.ts';
import type { Idempotency } from '../../../domain/sessions/repository.ts';
import { createArrayDecoder, createBsonDecoder } from '../client/bson-decoder.ts';
import { toObjectId } from '../client/object-ids.ts';
import { pendingEventDocument } from '../events/mapping.ts';
import type { LogDocument, MemberDocument, SessionDocument } from './model.ts';

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

/** Of what every document has: it is there once it is read. */
const read = undefined as never;

const parseLog = createArrayDecoder(
  createBsonDecoder<SessionLogEntry>(() => ({ date: read, message: read }), { optional: ['messageId'] }),
);

const parseMembers = createArrayDecoder(
  createBsonDecoder<SessionMember>(
    () => ({
      identity: read,
      endpointId: null,
      displayName: null,
      isOriginalMember: read,
      avatarUrl: null,
      applicationData: [],
      callState: read,
      role: read,
      callSid: null,
      muted: read,
    }),
    { nested: { applicationData: createArrayDecoder(createBsonDecoder(() => ({ key: read, value: read }))) } },
  ),
);

/** Makes a session, every field present, of the bytes it is kept as. What was not read of it is empty. */
export const parseSession = createBsonDecoder<SessionRecord>(
  () => ({
    id: read,
    dateCreated: read,
    dateLastModified: read,
    createdBy: read,
    lastModifiedBy: read,
    revision: read,
    accountId: read,
    customerId: null,
    endpointId: null,
    parentSessionId: null,
    channel: read,
    direction: read,
    callState: read,
    dialState: read,
    queueState: read,
    holdReason: read,
    ended: read,
    wasMissed: read,
    dateCompleted: null,
    dateConnected: null,
    recording: false,
    displayName: null,
    fromName: null,
    fromAddress: null,
    toAddress: null,
    fromPhoneNumber: null,
    destination: null,
    answeredByName: null,
    answeredById: null,
    queueMemberId: null,
    outcome: null,
    callSid: null,
    consoleData: null,
    holdQueueName: null,
    heldByUserId: null,
    conferenceSid: null,
    callbackNumber: null,
    mostRecentParticipantCallSid: null,
    ringQueueId: null,
    log: [],
    members: [],
  }),
  { named: { id: '_id' }, nested: { log: parseLog, members: parseMembers } },
);

type WithoutNulls<T> = { [K in keyof T]: Exclude<T[K], null> | (null extends T[K] ? undefined : never) };

function withoutNulls<T extends object>(record: T): WithoutNulls<T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null)) as WithoutNulls<T>;
}

function reference<K extends string>(name: K, id: string | null) {
  return id === null ? {} : ({ [name]: toObjectId(id) } as { [P in K]: ReturnType<typeof toObjectId> });
}
