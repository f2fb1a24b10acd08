import mongoose, { type Connection, type Model, Schema, Types } from 'mongoose';
import type { DeliveryRecord, WebhookDeliveryStatus } from '../../../domain/webhooks/record.ts';
import type { DeliveryQueue, DeliveryStore } from '../../../domain/webhooks/store.ts';
import { type Filter, inScopeFilter } from '../client/filters.ts';
import { insertUnique } from '../client/insert-unique.ts';
import { withStoreErrors } from '../client/mongo-errors.ts';
import { inIds, toObjectId } from '../client/object-ids.ts';

type References = 'id' | 'webhookId' | 'accountId' | 'sessionId';
type Nullable = 'dateNext' | 'dateCompleted' | 'responseStatus' | 'failure';

interface DeliveryDocument
  extends Omit<DeliveryRecord, References | Nullable>,
    Partial<Pick<DeliveryRecord, Nullable>> {
  readonly _id: string;
  readonly webhookId: Types.ObjectId;
  readonly accountId: Types.ObjectId;
  readonly sessionId: Types.ObjectId;
  /** When the TTL index removes the document. */
  readonly dateExpires?: Date | null;
}

const dayMs = 86_400_000;
/** How long completed deliveries are kept, in days. */
const keptDays: Record<Exclude<WebhookDeliveryStatus, 'Pending'>, number> = { Delivered: 7, Dead: 30 };

/** Stores deliveries in MongoDB. */
export function createWebhookDeliveryStore(connection: Connection): DeliveryStore {
  const model = deliveryModel(connection);
  const pending = { status: 'Pending' } as const;

  return withStoreErrors<DeliveryStore>({
    async insert(deliveries) {
      for (let isDone = false; !isDone; ) {
        const ids = { _id: trusted({ $in: deliveries.map(({ id }) => id) }) };
        const found = await model.find(ids, { _id: 1 }).lean<Pick<DeliveryDocument, '_id'>[]>();
        const known = new Set(found.map(({ _id }) => _id));
        const missing = deliveries.filter(({ id }) => !known.has(id));
        // on `false` another process has inserted one of them first, so the check is repeated
        isDone = missing.length === 0 || (await insertUnique(model, missing.map(deliveryDocument)));
      }
    },

    async byIds(scope, ids) {
      const filter = { _id: mongoose.trusted({ $in: [...ids] }), ...inScopeFilter(scope) };
      return (await model.find(filter).lean<DeliveryDocument[]>()).map(parseDelivery);
    },

    async range({ after = null, before = null, fromEnd = false, skip = 0, limit, ...which }) {
      // deliveries are ordered newest first, so `after` means older
      const bounds = { ...(after !== null && { $lt: after }), ...(before !== null && { $gt: before }) };
      const filter = {
        ...whereDeliveries(which),
        ...(Object.keys(bounds).length > 0 && { sequence: trusted(bounds) }),
      };
      const query = model
        .find(filter)
        .sort({ sequence: fromEnd ? 1 : -1 })
        .skip(skip)
        .limit(limit);
      const found = (await query.lean<DeliveryDocument[]>()).map(parseDelivery);
      return fromEnd ? found.reverse() : found;
    },

    count(which) {
      return model.countDocuments(whereDeliveries(which)).exec();
    },

    async webhooksDue(webhookIds, now) {
      const filter: Filter = { ...pending, webhookId: inIds(webhookIds), dateNext: trusted({ $lte: now }) };
      const due = await model.distinct('webhookId', filter);
      return due.map(String);
    },

    async due(webhookId, now, limit) {
      const filter: Filter = { ...pending, webhookId: toObjectId(webhookId), dateNext: trusted({ $lte: now }) };
      const due = model.find(filter, { sessionId: 1, isRedelivery: 1 }).sort({ dateNext: 1, sequence: 1 }).limit(limit);
      const found = await due.lean<Pick<DeliveryDocument, '_id' | 'sessionId' | 'isRedelivery'>[]>();
      const sessionIds = new Set(found.flatMap((one) => (one.isRedelivery ? [] : one.sessionId.toHexString())));
      const ids = found.flatMap((one) => (one.isRedelivery ? one._id : []));
      const redeliveries =
        ids.length > 0 ? await model.find({ ...pending, _id: trusted({ $in: ids }) }).lean<DeliveryDocument[]>() : [];
      return {
        queues: [...sessionIds].map((sessionId) => ({ webhookId, sessionId })),
        redeliveries: redeliveries.map(parseDelivery),
        isMore: found.length === limit,
      };
    },

    async firstOf(queue, limit) {
      const first = model
        .find({ ...pending, ...inQueue(queue) })
        .sort({ sequence: 1 })
        .limit(limit);
      return (await first.lean<DeliveryDocument[]>()).map(parseDelivery);
    },

    async postpone(queue, until) {
      const filter: Filter = { ...pending, ...inQueue(queue), dateNext: trusted({ $lt: until }) };
      await model.updateMany(filter, { $set: { dateNext: until } });
    },

    async settle(id, { status, dateNext, dateCompleted, attempts, responseStatus, failure }) {
      const days = status === 'Pending' ? null : keptDays[status];
      const dateExpires = days && dateCompleted && new Date(dateCompleted.getTime() + days * dayMs);
      await model.updateOne(
        { _id: id },
        { $set: { status, attempts, dateNext, dateCompleted, responseStatus, failure, dateExpires } },
      );
    },

    async giveUp(webhookId, dueBefore, { now, failure }) {
      // deliveries that were attempted are due later
      const filter: Filter = { ...pending, webhookId: toObjectId(webhookId), dateNext: trusted({ $lte: dueBefore }) };
      const dateExpires = new Date(now.getTime() + keptDays.Dead * dayMs);
      const dead = { status: 'Dead', dateNext: null, dateCompleted: now, failure, dateExpires };
      return (await model.updateMany(filter, { $set: dead })).modifiedCount;
    },

    async redeliver(scope, id, now) {
      const filter: Filter = { _id: id, ...inScopeFilter(scope) };
      // a pending delivery becomes due now and keeps its place in the queue
      await model.updateOne({ ...filter, ...pending }, { $set: { dateNext: now } });
      const anew = {
        ...pending,
        isRedelivery: true,
        dateQueued: now,
        dateNext: now,
        dateCompleted: null,
        dateExpires: null,
      };
      const over: Filter = { ...filter, status: trusted({ $in: Object.keys(keptDays) }) };
      await model.updateOne(over, { $set: anew });
      const found = await model.findOne(filter).lean<DeliveryDocument>();
      return found && parseDelivery(found);
    },

    async removeOf(webhookId) {
      await model.deleteMany({ webhookId: toObjectId(webhookId) });
    },
  });
}

const trusted = <T extends object>(filter: T): T => mongoose.trusted(filter);

function inQueue({ webhookId, sessionId }: DeliveryQueue): Filter {
  return { webhookId: toObjectId(webhookId), sessionId: toObjectId(sessionId), isRedelivery: false };
}

function whereDeliveries({ webhookId, status }: { webhookId: string; status: readonly string[] | null }): Filter {
  return { webhookId: toObjectId(webhookId), ...(status && { status: trusted({ $in: [...status] }) }) };
}

function deliveryModel(connection: Connection): Model<DeliveryDocument> {
  const required = <T>(type: T) => ({ type, required: true });
  const schema = new Schema(
    {
      _id: required(String),
      webhookId: required(Types.ObjectId),
      accountId: required(Types.ObjectId),
      sessionId: required(Types.ObjectId),
      eventId: required(String),
      sequence: required(Number),
      kind: required(String),
      status: required(String),
      body: required(String),
      dateQueued: required(Date),
      dateNext: Date,
      dateCompleted: Date,
      attempts: required(Number),
      responseStatus: Number,
      failure: String,
      isRedelivery: required(Boolean),
      dateExpires: Date,
    },
    { collection: 'webhookDeliveries', versionKey: false, strict: 'throw', strictQuery: 'throw' },
  );
  // few deliveries are pending, so these two indexes are small
  const onlyPending = { partialFilterExpression: { status: 'Pending' } };
  schema.index({ webhookId: 1, status: 1, dateNext: 1, sequence: 1 }, onlyPending);
  schema.index({ webhookId: 1, sessionId: 1, status: 1, sequence: 1 }, onlyPending);
  schema.index({ webhookId: 1, sequence: -1 });
  schema.index({ dateExpires: 1 }, { expireAfterSeconds: 0 });
  return connection.model('WebhookDelivery', schema) as unknown as Model<DeliveryDocument>;
}

function deliveryDocument({ id, webhookId, accountId, sessionId, ...plain }: DeliveryRecord): DeliveryDocument {
  return {
    _id: id,
    webhookId: toObjectId(webhookId),
    accountId: toObjectId(accountId),
    sessionId: toObjectId(sessionId),
    ...plain,
  };
}

function parseDelivery(found: DeliveryDocument): DeliveryRecord {
  const { _id, webhookId, accountId, sessionId, dateExpires: _, ...plain } = found;
  return {
    ...plain,
    id: _id,
    webhookId: webhookId.toHexString(),
    accountId: accountId.toHexString(),
    sessionId: sessionId.toHexString(),
    dateNext: plain.dateNext ?? null,
    dateCompleted: plain.dateCompleted ?? null,
    responseStatus: plain.responseStatus ?? null,
    failure: plain.failure ?? null,
  };
}
