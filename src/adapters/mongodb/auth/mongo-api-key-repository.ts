import { type Connection, type Model, Schema, Types } from 'mongoose';
import { isId } from '../../../common/ids.ts';
import type { ApiKeyRecord, ApiKeyRepository } from '../../../domain/auth/api-key-repository.ts';
import { withStoreErrors } from '../client/mongo-errors.ts';
import { toObjectId } from '../client/object-ids.ts';
import { writeOptions } from '../client/operation-deadlines.ts';

type Dates = 'dateLastUsed' | 'dateExpires' | 'dateRevoked';

interface ApiKeyDocument extends Omit<ApiKeyRecord, 'id' | 'userId' | Dates>, Partial<Pick<ApiKeyRecord, Dates>> {
  readonly _id: Types.ObjectId;
  readonly userId: Types.ObjectId;
}

/** How long a revoked or expired key is still known as such. */
const afterlifeSeconds = 30 * 24 * 3_600;

/** API keys in MongoDB, removed by TTL indexes a month after their end. */
export function createApiKeyRepository(connection: Connection): ApiKeyRepository {
  const apiKeys = apiKeyModel(connection);
  return withStoreErrors<ApiKeyRepository>({
    async insert(apiKey) {
      await apiKeys.insertMany([toDocument(apiKey)], { lean: true, ...writeOptions() });
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
      await apiKeys.updateOne({ ...filter, dateRevoked: null }, { $set: { dateRevoked: date } });
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
    },
    { collection: 'apiKeys', strict: 'throw', strictQuery: 'throw', versionKey: false },
  );
  schema.index({ keyDigest: 1 }, { unique: true });
  schema.index({ userId: 1, _id: -1 });
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

function parse({ _id, userId, dateLastUsed, dateExpires, dateRevoked, ...rest }: ApiKeyDocument): ApiKeyRecord {
  return {
    ...rest,
    id: _id.toHexString(),
    userId: userId.toHexString(),
    dateLastUsed: dateLastUsed ?? null,
    dateExpires: dateExpires ?? null,
    dateRevoked: dateRevoked ?? null,
  };
}
