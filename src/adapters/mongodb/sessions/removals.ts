import mongoose, { type Connection, type Model, Schema, Types } from 'mongoose';
import type { CreatedBetween } from '../../../domain/sessions/writer.ts';
import { toObjectId } from '../client/object-ids.ts';
import { writeOptions } from '../client/operation-deadlines.ts';

interface RemovalDocument {
  readonly accountId: Types.ObjectId;
  readonly from: Date;
  readonly to: Date;
  readonly date: Date;
}

/** Far longer than an archiver that broke off takes to run again. */
const keptSeconds = 30 * 24 * 3_600;

/** Which sessions were deleted lately: those of these accounts that were created in these times. */
export function sessionRemovals(connection: Connection) {
  const model = removalModel(connection);
  return {
    async add({ accountId, from, to }: CreatedBetween, date: Date): Promise<void> {
      // what is created from now on in the same range is not meant
      const removal = { accountId: toObjectId(accountId), from, to: to < date ? to : date, date };
      await model.insertMany([removal], { lean: true, ...writeOptions() });
    },

    /** A filter for each removal that finds what it was meant for. */
    async filters(): Promise<Record<string, unknown>[]> {
      const found = await model.find().lean<RemovalDocument[]>();
      return found.map(({ accountId, from, to }) => {
        return { accountId, dateCreated: mongoose.trusted({ $gte: from, $lt: to }) };
      });
    },
  };
}

function removalModel(connection: Connection): Model<RemovalDocument> {
  const known = connection.models.SessionRemoval;
  if (known) return known as unknown as Model<RemovalDocument>;
  const required = <T>(type: T) => ({ type, required: true });
  const schema = new Schema(
    { accountId: required(Types.ObjectId), from: required(Date), to: required(Date), date: required(Date) },
    { collection: 'sessionRemovals', versionKey: false, strict: 'throw', strictQuery: 'throw' },
  );
  schema.index({ date: 1 }, { expireAfterSeconds: keptSeconds });
  return connection.model('SessionRemoval', schema) as unknown as Model<RemovalDocument>;
}
