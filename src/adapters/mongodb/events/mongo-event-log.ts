import mongoose, { type Connection, type Model, Schema, Types } from 'mongoose';
import type { EventCriteria } from '../../../domain/events/criteria.ts';
import type { EventLog, EventRange } from '../../../domain/events/event-log.ts';
import { SessionEventKinds } from '../../../domain/sessions/pending-event.ts';
import { inScopeFilter } from '../client/filters.ts';
import { isDuplicateKey, withStoreErrors } from '../client/mongo-errors.ts';
import { inIds, toObjectId } from '../client/object-ids.ts';
import { writeOptions } from '../client/operation-deadlines.ts';
import { andFilters } from '../sessions/filter.ts';
import { type EventDocument, eventDocument, parseEvent } from './mapping.ts';

/** State that outlives removed events: the truncation point of the stream, and the last position of each account. */
interface StreamStateDocument {
  /** `floor` for the truncation point, or the id of an account. */
  readonly _id: string;
  readonly value: number;
}

/** Stores the event stream in MongoDB. */
export function createEventLog(connection: Connection): EventLog {
  const events = eventModel(connection);
  const states = stateModel(connection);
  const truncatedUpTo = async (): Promise<number> =>
    (await states.findOne({ _id: 'floor' }).lean<StreamStateDocument>())?.value ?? 0;

  return withStoreErrors<EventLog>({
    async head() {
      const [newest] = await events.find({}, { sequence: 1 }).sort({ sequence: -1 }).limit(1).lean<EventDocument[]>();
      return newest?.sequence ?? truncatedUpTo();
    },

    async positions(accountIds) {
      const pairs = accountIds.map(async (id) => {
        const filter = { accountId: toObjectId(id) };
        const newest = events.find(filter, { position: 1 }).sort({ sequence: -1 }).limit(1);
        const [found] = await newest.lean<EventDocument[]>();
        // read after the events: the state is written before the last event of an account is removed
        const kept = found ?? (await states.findOne({ _id: id }).lean<StreamStateDocument>());
        return [id, found?.position ?? (kept as StreamStateDocument | null)?.value ?? 0] as const;
      });
      return new Map(await Promise.all(pairs));
    },

    async append(added) {
      try {
        await events.collection.insertMany(added.map(eventDocument) as never[], writeOptions());
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    async findIds(ids) {
      const filter = { _id: mongoose.trusted({ $in: ids }) };
      const found = await events.find(filter, { _id: 1 }).batchSize(10_000).lean<Pick<EventDocument, '_id'>[]>();
      return new Set(found.map(({ _id }) => _id));
    },

    async findAfter(sequence, limit) {
      const filter = { sequence: mongoose.trusted({ $gt: sequence }) };
      return (
        await events.find(filter).sort({ sequence: 1 }).limit(limit).batchSize(limit).lean<EventDocument[]>()
      ).map(parseEvent);
    },

    async findRange(range) {
      const found = await events
        .find(rangeFilter(range))
        .sort({ sequence: range.fromEnd ? -1 : 1 })
        .limit(range.limit)
        .lean<EventDocument[]>();
      const parsed = found.map(parseEvent);
      return range.fromEnd ? parsed.reverse() : parsed;
    },

    truncatedUpTo,

    async removeRecordedBefore(time, limit) {
      const oldest = await events
        .find({}, { sequence: 1, accountId: 1, position: 1, dateRecorded: 1 })
        .sort({ sequence: 1 })
        .limit(limit + 1)
        .lean<Pick<EventDocument, 'sequence' | 'accountId' | 'position' | 'dateRecorded'>[]>();
      // the newest event always stays, because it holds the next sequence
      const expired = oldest.slice(0, -1);
      const kept = expired.findIndex(({ dateRecorded }) => dateRecorded >= time);
      const removed = kept < 0 ? expired : expired.slice(0, kept);
      const last = removed.at(-1);
      if (!last) return 0;
      // raised before any event is removed, so that later readers can detect missing events
      await raise(states, 'floor', last.sequence);
      const positions = new Map(removed.map(({ accountId, position }) => [accountId.toHexString(), position]));
      for (const [accountId, position] of positions) await raise(states, accountId, position);
      await events.deleteMany({ sequence: mongoose.trusted({ $lte: last.sequence }) });
      return removed.length;
    },
  });
}

async function raise(states: Model<StreamStateDocument>, _id: string, value: number): Promise<void> {
  await states.updateOne({ _id }, { $max: { value } }, { upsert: true });
}

function rangeFilter({ scope, criteria, after, before }: EventRange) {
  const sequence = { ...(after !== null && { $gt: after }), ...(before !== null && { $lt: before }) };
  const bounds = after === null && before === null ? {} : { sequence: mongoose.trusted(sequence) };
  return andFilters(inScopeFilter(scope), criteriaFilter(criteria), bounds);
}

function criteriaFilter(criteria: EventCriteria) {
  const ids = {
    sessionId: criteria.sessionIds,
    accountId: criteria.accountIds,
    'facts.customerId': criteria.customerIds,
    'facts.endpointId': criteria.endpointIds,
  };
  const texts = {
    'facts.channel': criteria.channel,
    'facts.identities': criteria.members,
  };
  return andFilters(
    ...(criteria.kinds ? [{ 'detail.kind': mongoose.trusted(kindFilter(criteria.kinds)) }] : []),
    ...Object.entries(ids).flatMap(([path, list]) => (list ? [{ [path]: inIds(list) }] : [])),
    ...Object.entries(texts).flatMap(([path, list]) => (list ? [{ [path]: mongoose.trusted({ $in: list }) }] : [])),
  );
}

/** Kinds that only newer servers know count as `SessionChanged`, as which they are shown. */
function kindFilter(kinds: readonly SessionEventKinds[]) {
  if (!kinds.includes('SessionChanged')) return { $in: kinds };
  return { $nin: Object.values(SessionEventKinds).filter((kind) => !kinds.includes(kind)) };
}

const required = <T>(type: T) => ({ type, required: true });

function eventModel(connection: Connection): Model<EventDocument> {
  const schema = new Schema(
    {
      _id: required(String),
      sequence: required(Number),
      position: required(Number),
      dateRecorded: required(Date),
      sessionId: required(Types.ObjectId),
      accountId: required(Types.ObjectId),
      revision: required(Number),
      index: required(Number),
      date: required(Date),
      userId: required(Types.ObjectId),
      logMessage: required(String),
      facts: new Schema(
        { channel: String, customerId: Types.ObjectId, endpointId: Types.ObjectId, identities: [String] },
        { _id: false },
      ),
      detail: new Schema({ kind: String }, { _id: false, strict: false }),
    },
    { collection: 'events', versionKey: false, strict: 'throw', strictQuery: 'throw' },
  );
  // the unique index decides between servers that allocate the same sequence concurrently: only one insert succeeds
  schema.index({ sequence: 1 }, { unique: true });
  schema.index({ accountId: 1, sequence: 1 });
  schema.index({ sessionId: 1, sequence: 1 });
  return connection.model('Event', schema) as unknown as Model<EventDocument>;
}

function stateModel(connection: Connection): Model<StreamStateDocument> {
  const schema = new Schema(
    { _id: required(String), value: required(Number) },
    { collection: 'streamStates', versionKey: false, strict: 'throw', strictQuery: 'throw' },
  );
  return connection.model('StreamState', schema) as unknown as Model<StreamStateDocument>;
}
