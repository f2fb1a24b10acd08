import { type Connection, type Model, Schema, Types } from 'mongoose';
import {
  FlowChannels,
  SessionCallState,
  SessionDialState,
  SessionDirections,
  SessionHoldReasons,
  SessionMemberCallState,
  SessionMemberRoles,
  SessionQueueStates,
} from '../../../domain/sessions/enums.ts';
import type { SessionLogEntry, SessionMember, SessionRecord } from '../../../domain/sessions/record.ts';
import type { Idempotency } from '../../../domain/sessions/repository.ts';
import type { PendingEventDocument } from '../events/mapping.ts';
import { type GivenAddresses, givenNames } from './address-fields.ts';

type Nullable<T> = { [K in keyof T]: T[K] | (null extends T[K] ? undefined : never) };
type ReferenceNames =
  | 'id'
  | 'createdBy'
  | 'lastModifiedBy'
  | 'accountId'
  | 'customerId'
  | 'endpointId'
  | 'parentSessionId';

/** A session as stored in MongoDB: ids are ObjectIds, null fields are omitted. */
export interface SessionDocument
  extends Nullable<Omit<SessionRecord, ReferenceNames | 'members' | 'log' | 'attributes'>>,
    GivenAddresses {
  readonly _id: Types.ObjectId;
  readonly createdBy: Types.ObjectId;
  readonly lastModifiedBy: Types.ObjectId;
  readonly accountId: Types.ObjectId;
  readonly customerId?: Types.ObjectId;
  readonly endpointId?: Types.ObjectId;
  readonly parentSessionId?: Types.ObjectId;
  /** Absent when there are none. */
  readonly attributes?: SessionRecord['attributes'];
  readonly log: readonly LogDocument[];
  readonly members: readonly MemberDocument[];
  readonly idempotency?: Idempotency;
  /** Events that are not relayed to the stream yet; absent when there are none. */
  readonly outbox?: readonly PendingEventDocument[];
}

export interface LogDocument extends Omit<SessionLogEntry, 'messageId'> {
  readonly messageId?: Types.ObjectId;
}

export interface MemberDocument extends Nullable<Omit<SessionMember, 'endpointId'>> {
  readonly endpointId?: Types.ObjectId;
}

const enumeration = (values: object) => ({ type: String, enum: Object.keys(values), required: true });
const required = <T>(type: T) => ({ type, required: true });

const memberPaths = {
  identity: required(String),
  endpointId: Types.ObjectId,
  displayName: String,
  isOriginalMember: required(Boolean),
  avatarUrl: String,
  applicationData: [new Schema({ key: String, value: String }, { _id: false })],
  callState: enumeration(SessionMemberCallState),
  role: enumeration(SessionMemberRoles),
  callSid: String,
  muted: required(Boolean),
} satisfies Record<keyof SessionMember, unknown>;

const sessionPaths = {
  dateCreated: required(Date),
  dateLastModified: required(Date),
  createdBy: required(Types.ObjectId),
  lastModifiedBy: required(Types.ObjectId),
  revision: required(Number),
  accountId: required(Types.ObjectId),
  customerId: Types.ObjectId,
  endpointId: Types.ObjectId,
  parentSessionId: Types.ObjectId,
  channel: enumeration(FlowChannels),
  direction: enumeration(SessionDirections),
  callState: enumeration(SessionCallState),
  dialState: enumeration(SessionDialState),
  queueState: enumeration(SessionQueueStates),
  holdReason: enumeration(SessionHoldReasons),
  dateStateChanged: Date,
  ended: required(Boolean),
  wasMissed: required(Boolean),
  dateCompleted: Date,
  dateConnected: Date,
  recording: Boolean,
  displayName: String,
  fromName: String,
  fromAddress: String,
  toAddress: String,
  fromPhoneNumber: String,
  destination: String,
  answeredByName: String,
  answeredById: String,
  queueMemberId: String,
  outcome: String,
  callSid: String,
  consoleData: String,
  holdQueueName: String,
  heldByUserId: String,
  conferenceSid: String,
  callbackNumber: String,
  mostRecentParticipantCallSid: String,
  ringQueueId: String,
  externalId: String,
  attributes: { type: [new Schema({ key: String, value: String }, { _id: false })], default: undefined },
  log: [new Schema({ date: required(Date), message: required(String), messageId: Types.ObjectId }, { _id: false })],
  members: [new Schema(memberPaths, { _id: false })],
} satisfies Record<Exclude<keyof SessionRecord, 'id'>, unknown>;

const onlyWith = (path: string) => ({ partialFilterExpression: { [path]: { $exists: true } } });

/**
 * Adds one index for each common list query: the fields with fixed values first, then the order.
 *
 * Of two equally suitable indexes the embedded database uses the first, so the most selective index is declared first.
 */
function addListIndexes(schema: Schema, collection: string): void {
  const newestFirst = { dateCreated: -1, _id: -1 } as const;
  schema.index({ parentSessionId: 1, accountId: 1, ...newestFirst }, onlyWith('parentSessionId'));
  // not unique in the archive, where a violation would keep a session from being archived
  schema.index({ accountId: 1, externalId: 1 }, { ...onlyWith('externalId'), unique: collection === 'sessions' });
  schema.index({ accountId: 1, toAddress: 1, ...newestFirst }, onlyWith('toAddress'));
  schema.index({ accountId: 1, fromAddress: 1, ...newestFirst }, onlyWith('fromAddress'));
  schema.index({ accountId: 1, 'members.identity': 1, ...newestFirst });
  schema.index({ accountId: 1, customerId: 1, ...newestFirst }, onlyWith('customerId'));
  schema.index({ accountId: 1, endpointId: 1, ...newestFirst }, onlyWith('endpointId'));
  schema.index({ accountId: 1, wasMissed: 1, ...newestFirst }, { partialFilterExpression: { wasMissed: true } });
  schema.index({ accountId: 1, channel: 1, ...newestFirst });
  schema.index({ accountId: 1, ...newestFirst });
  schema.index({ accountId: 1, dateLastModified: -1, _id: -1 });
  schema.index({ accountId: 1, dateCompleted: -1, _id: -1 });
  schema.index({ ...newestFirst });
}

function sessionSchema(collection: string): Schema {
  const schema = new Schema(
    {
      ...sessionPaths,
      ...Object.fromEntries(Object.values(givenNames).map((name) => [name, String])),
      idempotency: new Schema({ key: String, fingerprint: String }, { _id: false }),
      // events are written unchanged and never queried by their fields, so mongoose does not cast them
      outbox: { type: [Schema.Types.Mixed], default: undefined },
    },
    { collection, versionKey: false, strict: 'throw', strictQuery: 'throw' },
  );
  addListIndexes(schema, collection);
  return schema;
}

/** Model of the collection `sessions`, with the indexes that its queries need. */
export function sessionModel(connection: Connection): Model<SessionDocument> {
  const known = connection.models.Session;
  if (known) return known as unknown as Model<SessionDocument>;
  const schema = sessionSchema('sessions');
  schema.index({ createdBy: 1, 'idempotency.key': 1 }, { unique: true, ...onlyWith('idempotency.key') });
  // few sessions are active, so these indexes are small
  schema.index({ accountId: 1, ended: 1, dateCreated: -1, _id: -1 }, { partialFilterExpression: { ended: false } });
  schema.index({ accountId: 1, callState: 1, dateCreated: -1, _id: -1 });
  // few sessions have events that are not relayed yet
  schema.index({ dateLastModified: 1 }, onlyWith('outbox'));
  // index for archiving; it begins with `ended`, so that the query planner does not choose it for lists
  schema.index({ ended: 1, dateCompleted: 1, _id: 1 }, { partialFilterExpression: { ended: true } });
  return connection.model('Session', schema) as unknown as Model<SessionDocument>;
}

/** Model of the collection of archived sessions: the same documents, all of them ended. */
export function archivedSessionModel(connection: Connection): Model<SessionDocument> {
  const known = connection.models.ArchivedSession;
  if (known) return known as unknown as Model<SessionDocument>;
  const schema = sessionSchema('archivedSessions');
  // not unique: the live collection has enforced it, and a violation here would keep a session from being archived
  schema.index({ createdBy: 1, 'idempotency.key': 1 }, onlyWith('idempotency.key'));
  return connection.model('ArchivedSession', schema) as unknown as Model<SessionDocument>;
}
