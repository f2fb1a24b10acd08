import { type Connection, type Model, Schema, Types } from 'mongoose';
import { isId } from '../../../common/ids.ts';
import type { ApiKeyRecord, ApiKeyRepository } from '../../../domain/auth/api-key-repository.ts';
import { insertWithinLimit, slotIndexOptions } from '../client/insert-within-limit.ts';
import { withStoreErrors } from '../client/mongo-errors.ts';
import { toObjectId } from '../client/object-ids.ts';
import { writeOptions } from '../client/operation-deadlines.ts';

type Dates = 'dateLastUsed' | 'dateExpires' | 'dateRevoked';

interface ApiKeyDocument extends Omit<ApiKeyRecord, 'id' | 'userId' | Dates>, Partial<Pick<ApiKeyRecord, Dates>> {
  readonly _id: Types.ObjectId;
  readonly userId: Types.ObjectId;
  readonly slot?: number;
}

/** How long a revoked or expired key is kept, in seconds. */
const afterlifeSeconds = 30 * 24 * 3_600;

/** Stores API keys in MongoDB. TTL indexes remove them a month after they were revoked or expired. */
export function createApiKeyRepository(connection: Connection): ApiKeyRepository {
  const apiKeys = apiKeyModel(connection);
  return withStoreErrors<ApiKeyRepository>({
    async insertWithinLimit(apiKey, max) {
      const userId = toObjectId(apiKey.userId);
      const isOver = {
        $or: [{ dateRevoked: { $ne: null } }, { dateExpires: { $ne: null, $lte: apiKey.dateCreated } }],
      };
      // the driver's collection, because the filters contain operators
      const holdsSlot = { userId, slot: { $exists: true } };
      await apiKeys.collection.updateMany({ ...holdsSlot, ...isOver }, { $unset: { slot: 1 } }, writeOptions());
      return insertWithinLimit(apiKeys, toDocument(apiKey), { userId, $nor: isOver.$or }, max);
    },

    async findByDigest(keyDigest) {
      const found = await apiKeys.findOne({ keyDigest }).lean<ApiKeyDocument>();
      return found && parse(found);
    },

    async findByUser(userId) {
      const found = await apiKeys
        .find({ userId: toObjectId(userId) })
        .sort({ _id: -1 })
        .lean<ApiKeyDocument[]>();
      return found.map(parse);
    },

    async revoke(userId, id, date) {
      if (!isId(id)) return null;
      const filter = { _id: toObjectId(id), userId: toObjectId(userId) };
      await apiKeys.updateOne({ ...filter, dateRevoked: null }, { $set: { dateRevoked: date }, $unset: { slot: 1 } });
      const found = await apiKeys.findOne(filter).lean<ApiKeyDocument>();
      return found && parse(found);
    },

    async markUsed(id, date) {
      await apiKeys.updateOne({ _id: toObjectId(id) }, { $max: { dateLastUsed: date } });
    },
  });
}

function apiKeyModel(connection: Connection): Model<ApiKeyDocument> {
  const schema = new Schema(
    {
      userId: { type: Types.ObjectId, required: true },
      keyDigest: { type: String, required: true },
      name: { type: String, required: true },
      dateCreated: { type: Date, required: true },
      dateLastUsed: Date,
      dateExpires: Date,
      dateRevoked: Date,
      slot: Number,
    },
    { collection: 'apiKeys', strict: 'throw', strictQuery: 'throw', versionKey: false },
  );
  schema.index({ keyDigest: 1 }, { unique: true });
  schema.index({ userId: 1, _id: -1 });
  schema.index({ userId: 1, slot: 1 }, slotIndexOptions);
  schema.index({ dateExpires: 1 }, { expireAfterSeconds: afterlifeSeconds });
  schema.index({ dateRevoked: 1 }, { expireAfterSeconds: afterlifeSeconds });
  return connection.model('ApiKey', schema) as unknown as Model<ApiKeyDocument>;
}

function toDocument({ id, userId, dateLastUsed, dateExpires, dateRevoked, ...rest }: ApiKeyRecord): ApiKeyDocument {
  return {
    ...rest,
    _id: toObjectId(id),
    userId: toObjectId(userId),
    ...(dateLastUsed && { dateLastUsed }),
    ...(dateExpires && { dateExpires }),
    ...(dateRevoked && { dateRevoked }),
  };
}

function parse({
  _id,
  userId,
  dateLastUsed,
  dateExpires,
  dateRevoked,
  slot: _,
  ...rest
}: ApiKeyDocument): ApiKeyRecord {
  return {
    ...rest,
    id: _id.toHexString(),
    userId: userId.toHexString(),
    dateLastUsed: dateLastUsed ?? null,
    dateExpires: dateExpires ?? null,
    dateRevoked: dateRevoked ?? null,
  };
}
