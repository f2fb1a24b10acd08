import { type Connection, type Model, Schema, Types } from 'mongoose';
import type { MessageRecord } from '../../../domain/sessions/message-record.ts';
import type { MessageRepository } from '../../../domain/sessions/message-repository.ts';
import type { Idempotency } from '../../../domain/sessions/repository.ts';
import { inScopeFilter, keysetFilter } from '../client/filters.ts';
import { insertUnique } from '../client/insert-unique.ts';
import { withStoreErrors } from '../client/mongo-errors.ts';
import { inIds, toObjectId } from '../client/object-ids.ts';

type ReferenceNames = 'id' | 'sessionId' | 'accountId' | 'createdBy';

interface MessageDocument extends Omit<MessageRecord, ReferenceNames> {
  readonly _id: Types.ObjectId;
  readonly sessionId: Types.ObjectId;
  readonly accountId: Types.ObjectId;
  readonly createdBy: Types.ObjectId;
  readonly idempotency?: Idempotency;
}

const required = <T>(type: T) => ({ type, required: true });

const messagePaths = {
  sessionId: required(Types.ObjectId),
  accountId: required(Types.ObjectId),
  dateCreated: required(Date),
  createdBy: required(Types.ObjectId),
  fromIdentity: required(String),
  fromName: required(String),
  text: required(String),
} satisfies Record<Exclude<keyof MessageRecord, 'id'>, unknown>;

function messageModel(connection: Connection) {
  const schema = new Schema(
    { ...messagePaths, idempotency: new Schema({ key: String, fingerprint: String }, { _id: false }) },
    { collection: 'messages', versionKey: false, strict: 'throw', strictQuery: 'throw' },
  );
  schema.index({ sessionId: 1, dateCreated: 1, _id: 1 });
  schema.index(
    { createdBy: 1, 'idempotency.key': 1 },
    { unique: true, partialFilterExpression: { 'idempotency.key': { $exists: true } } },
  );
  return connection.model('Message', schema);
}

/** Messages in MongoDB. */
export function createMessageRepository(connection: Connection): MessageRepository {
  const model = messageModel(connection);

  return withStoreErrors<MessageRepository>({
    async insert({ id, sessionId, accountId, createdBy, ...plain }, idempotency) {
      const document = {
        _id: toObjectId(id),
        sessionId: toObjectId(sessionId),
        accountId: toObjectId(accountId),
        createdBy: toObjectId(createdBy),
        ...plain,
        ...(idempotency && { idempotency }),
      };
      return insertUnique(model as unknown as Model<MessageDocument>, [document]);
    },

    async findByIdempotencyKey(userId, key) {
      const filter = { createdBy: toObjectId(userId), 'idempotency.key': key };
      const found = await model.findOne(filter).lean<MessageDocument>();
      return found?.idempotency ? { message: parseMessage(found), fingerprint: found.idempotency.fingerprint } : null;
    },

    async findByIds(scope, ids) {
      const found = await model.find({ _id: inIds(ids), ...inScopeFilter(scope) }).lean<MessageDocument[]>();
      return found.map(parseMessage);
    },

    async findBySession(scope, sessionId, { after, limit }) {
      const filter = {
        sessionId: inIds([sessionId]),
        ...inScopeFilter(scope),
        ...(after && keysetFilter('dateCreated', '$gt', after.dateCreated, after.id)),
      };
      const order = { dateCreated: 1, _id: 1 } as const;
      const found = await model.find(filter).sort(order).limit(limit).lean<MessageDocument[]>();
      return found.map(parseMessage);
    },

    async remove(id) {
      await model.deleteOne({ _id: toObjectId(id) });
    },

    async removeOfSessions(sessionIds) {
      await model.deleteMany({ sessionId: inIds(sessionIds) });
    },
  });
}

function parseMessage(found: MessageDocument): MessageRecord {
  return {
    id: found._id.toHexString(),
    sessionId: found.sessionId.toHexString(),
    accountId: found.accountId.toHexString(),
    dateCreated: found.dateCreated,
    createdBy: found.createdBy.toHexString(),
    fromIdentity: found.fromIdentity,
    fromName: found.fromName,
    text: found.text,
  };
}
