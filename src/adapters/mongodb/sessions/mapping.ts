import type { SessionChange } from '../../../domain/sessions/change.ts';
import type { PendingEvent } from '../../../domain/sessions/pending-event.ts';
import type {
  SessionAttribute,
  SessionLogEntry,
  SessionMember,
  SessionRecord,
} from '../../../domain/sessions/record.ts';
import type { Idempotency } from '../../../domain/sessions/repository.ts';
import { createArrayDecoder, createBsonDecoder } from '../client/bson-decoder.ts';
import { toObjectId } from '../client/object-ids.ts';
import { pendingEventDocument } from '../events/mapping.ts';
import { addressDocument, givenNames } from './address-fields.ts';
import type { LogDocument, MemberDocument, SessionDocument } from './model.ts';

/** Builds the document of a new session. */
export function sessionDocument(
  session: SessionRecord,
  idempotency: Idempotency | null,
  events: readonly PendingEvent[],
): SessionDocument {
  const { id, createdBy, lastModifiedBy, accountId, customerId, endpointId, parentSessionId, ...rest } = session;
  const { log, members, attributes, ...plain } = rest;
  return {
    _id: toObjectId(id),
    ...withoutNulls(plain),
    ...addressDocument(plain),
    createdBy: toObjectId(createdBy),
    lastModifiedBy: toObjectId(lastModifiedBy),
    accountId: toObjectId(accountId),
    ...reference('customerId', customerId),
    ...reference('endpointId', endpointId),
    ...reference('parentSessionId', parentSessionId),
    ...(attributes.length > 0 && { attributes: [...attributes] }),
    log: log.map(logDocument),
    members: members.map(memberDocument),
    ...(idempotency && { idempotency }),
    outbox: events.map(pendingEventDocument),
  };
}

/** Builds the fields that a change sets; nulls are left out. */
export function writtenFields({ customerId, endpointId, parentSessionId, members, ...plain }: SessionChange['set']) {
  return {
    ...withoutNulls(plain),
    ...addressDocument(plain),
    ...reference('customerId', customerId ?? null),
    ...reference('endpointId', endpointId ?? null),
    ...reference('parentSessionId', parentSessionId ?? null),
    ...(members && { members: members.map(memberDocument) }),
  };
}

/** @param messageId id of the message that the entry reports */
export function logDocument({ date, message, messageId }: SessionLogEntry): LogDocument {
  return { date, message, ...(messageId !== undefined && { messageId: toObjectId(messageId) }) };
}

function memberDocument({ endpointId, ...member }: SessionMember): MemberDocument {
  return { ...withoutNulls(member), ...reference('endpointId', endpointId) };
}

/** Placeholder for a field that every document has; the decoder fills it in. */
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

const parseAttributes = createArrayDecoder(createBsonDecoder<SessionAttribute>(() => ({ key: read, value: read })));

/** Decodes a session from BSON, with every field present. Fields excluded by the projection are empty. */
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
    dateStateChanged: null,
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
    externalId: null,
    attributes: [],
    log: [],
    members: [],
  }),
  {
    named: { id: '_id' },
    nested: { log: parseLog, members: parseMembers, attributes: parseAttributes },
    overrides: givenNames,
  },
);

type WithoutNulls<T> = { [K in keyof T]: Exclude<T[K], null> | (null extends T[K] ? undefined : never) };

function withoutNulls<T extends object>(record: T): WithoutNulls<T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null)) as WithoutNulls<T>;
}

function reference<K extends string>(name: K, id: string | null) {
  return id === null ? {} : ({ [name]: toObjectId(id) } as { [P in K]: ReturnType<typeof toObjectId> });
}
