import { type Connection, type Model, Schema, Types } from 'mongoose';
import type { ConversationRecord, MessageRecord } from '../../../domain/sessions/message-record.ts';
import type { Idempotency } from '../../../domain/sessions/repository.ts';
import { toHex, toObjectId } from '../client/object-ids.ts';

/** Fields that are absent when the record has null. */
interface References {
  readonly endpointId?: Types.ObjectId;
  readonly customerId?: Types.ObjectId;
}

export interface MessageDocument
  extends References,
    Pick<MessageRecord, 'fromIdentity' | 'text'>,
    Partial<Pick<MessageRecord, 'direction' | 'isUnread'>> {
  readonly _id: Types.ObjectId;
  readonly accountId: Types.ObjectId;
  readonly sessionId?: Types.ObjectId;
  readonly conversationId?: string;
  readonly otherAddress?: string;
  readonly dateCreated: Date;
  readonly createdBy: Types.ObjectId;
  readonly fromName: string;
  readonly idempotency?: Idempotency;
}

export interface ConversationDocument extends References, Pick<ConversationRecord, 'otherAddress'> {
  readonly _id: string;
  readonly accountId: Types.ObjectId;
  readonly endpointId: Types.ObjectId;
  readonly newestMessageId: Types.ObjectId;
  /** Date of the newest message. */
  readonly dateCreated: Date;
}

const required = <T>(type: T) => ({ type, required: true });
const options = { versionKey: false, strict: 'throw', strictQuery: 'throw' } as const;
const newestFirst = { dateCreated: -1, _id: -1 } as const;
const onlyWith = (path: string) => ({ partialFilterExpression: { [path]: { $exists: true } } });

/** Adds one index for each common list query: the field with fixed values first, then the order. */
function addListIndexes(schema: Schema): void {
  schema.index({ endpointId: 1, ...newestFirst }, onlyWith('endpointId'));
  schema.index({ customerId: 1, ...newestFirst }, onlyWith('customerId'));
  schema.index({ accountId: 1, ...newestFirst });
  schema.index({ ...newestFirst });
}

/** Model of the collection `messages`. */
export function messageModel(connection: Connection): Model<MessageDocument> {
  const known = connection.models.Message;
  if (known) return known as unknown as Model<MessageDocument>;
  const paths = {
    accountId: required(Types.ObjectId),
    sessionId: Types.ObjectId,
    endpointId: Types.ObjectId,
    customerId: Types.ObjectId,
    conversationId: String,
    otherAddress: String,
    dateCreated: required(Date),
    direction: required(String),
    createdBy: required(Types.ObjectId),
    fromIdentity: required(String),
    fromName: required(String),
    text: required(String),
    isUnread: required(Boolean),
    idempotency: new Schema({ key: String, fingerprint: String }, { _id: false }),
  };
  const schema = new Schema(paths, { collection: 'messages', ...options });
  schema.index({ sessionId: 1, dateCreated: 1, _id: 1 });
  schema.index({ conversationId: 1, ...newestFirst }, onlyWith('conversationId'));
  // few messages are unread
  schema.index({ conversationId: 1, isUnread: 1 }, { partialFilterExpression: { isUnread: true } });
  addListIndexes(schema);
  schema.index({ createdBy: 1, 'idempotency.key': 1 }, { unique: true, ...onlyWith('idempotency.key') });
  return connection.model('Message', schema) as unknown as Model<MessageDocument>;
}

/** Model of the collection `conversations`: one document for each endpoint and other party. */
export function conversationModel(connection: Connection): Model<ConversationDocument> {
  const known = connection.models.Conversation;
  if (known) return known as unknown as Model<ConversationDocument>;
  const paths = {
    _id: required(String),
    accountId: required(Types.ObjectId),
    endpointId: required(Types.ObjectId),
    customerId: Types.ObjectId,
    otherAddress: required(String),
    newestMessageId: required(Types.ObjectId),
    dateCreated: required(Date),
  };
  const schema = new Schema(paths, { collection: 'conversations', ...options });
  addListIndexes(schema);
  return connection.model('Conversation', schema) as unknown as Model<ConversationDocument>;
}

export function messageDocument(message: MessageRecord, idempotency: Idempotency | null): MessageDocument {
  const { id, accountId, sessionId, conversationId, otherAddress, createdBy } = message;
  const { date, direction, fromIdentity, sender, text, isUnread } = message;
  return {
    _id: toObjectId(id),
    accountId: toObjectId(accountId),
    ...(sessionId !== null && { sessionId: toObjectId(sessionId) }),
    ...references(message),
    ...(conversationId !== null && { conversationId }),
    ...(otherAddress !== null && { otherAddress }),
    dateCreated: date,
    direction,
    createdBy: toObjectId(createdBy),
    fromIdentity,
    fromName: sender,
    text,
    isUnread,
    ...(idempotency && { idempotency }),
  };
}

export function parseMessage(found: MessageDocument): MessageRecord {
  return {
    id: found._id.toHexString(),
    accountId: found.accountId.toHexString(),
    customerId: toHex(found.customerId),
    endpointId: toHex(found.endpointId),
    otherAddress: found.otherAddress ?? null,
    sessionId: toHex(found.sessionId),
    conversationId: found.conversationId ?? null,
    date: found.dateCreated,
    // messages of earlier versions have neither field
    direction: found.direction ?? 'Outgoing',
    createdBy: found.createdBy.toHexString(),
    fromIdentity: found.fromIdentity,
    sender: found.fromName,
    text: found.text,
    isUnread: found.isUnread ?? false,
  };
}

/** Builds the document of a conversation without its id. */
export function conversationFields(conversation: Omit<ConversationRecord, 'id'>): Omit<ConversationDocument, '_id'> {
  const { accountId, endpointId, otherAddress, newestMessageId, date } = conversation;
  return {
    accountId: toObjectId(accountId),
    ...references(conversation),
    endpointId: toObjectId(endpointId),
    otherAddress,
    newestMessageId: toObjectId(newestMessageId),
    dateCreated: date,
  };
}

export function parseConversation(found: ConversationDocument): ConversationRecord {
  return {
    id: found._id,
    accountId: found.accountId.toHexString(),
    endpointId: found.endpointId.toHexString(),
    customerId: toHex(found.customerId),
    otherAddress: found.otherAddress,
    newestMessageId: found.newestMessageId.toHexString(),
    date: found.dateCreated,
  };
}

function references({ endpointId, customerId }: Pick<MessageRecord, 'endpointId' | 'customerId'>): References {
  return {
    ...(endpointId !== null && { endpointId: toObjectId(endpointId) }),
    ...(customerId !== null && { customerId: toObjectId(customerId) }),
  };
}
