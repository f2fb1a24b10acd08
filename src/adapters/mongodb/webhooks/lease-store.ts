import mongoose, { type Connection, type Model, Schema } from 'mongoose';
import type { FanOutProgress, LeaseStore } from '../../../domain/webhooks/store.ts';
import { isDuplicateKey, withStoreErrors } from '../client/mongo-errors.ts';

interface LeaseDocument {
  readonly _id: string;
  readonly holder: string;
  readonly dateUntil: Date;
}

interface ProgressDocument {
  readonly _id: string;
  readonly value: number;
}

const schemaOptions = { versionKey: false, strict: 'throw', strictQuery: 'throw' } as const;
const required = <T>(type: T) => ({ type, required: true });

/** Leases in MongoDB: of several that ask at once one gets it. */
export function createLeaseStore(connection: Connection): LeaseStore {
  const schema = new Schema(
    { _id: required(String), holder: required(String), dateUntil: required(Date) },
    { ...schemaOptions, collection: 'leases' },
  );
  const leases = connection.model('Lease', schema) as unknown as Model<LeaseDocument>;

  return withStoreErrors<LeaseStore>({
    async acquire(name, holder, now, until) {
      const isFree = { $or: [{ holder }, { dateUntil: mongoose.trusted({ $lte: now }) }] };
      try {
        const update = { $set: { holder, dateUntil: until } };
        await leases.updateOne({ _id: name, ...isFree }, update, { upsert: true });
        return true;
      } catch (error) {
        // it is there, and somebody else's
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    async release(name, holder) {
      await leases.deleteOne({ _id: name, holder });
    },
  });
}

/** How far webhooks have come in the stream, in MongoDB. */
export function createFanOutProgress(connection: Connection): FanOutProgress {
  const schema = new Schema(
    { _id: required(String), value: required(Number) },
    { ...schemaOptions, collection: 'webhookStates' },
  );
  const states = connection.model('WebhookState', schema) as unknown as Model<ProgressDocument>;
  const _id = 'fanOut';

  return withStoreErrors<FanOutProgress>({
    async load() {
      return (await states.findOne({ _id }).lean<ProgressDocument>())?.value ?? null;
    },

    async save(sequence) {
      // whoever was there before and wakes up late must not turn it back
      await states.updateOne({ _id }, { $max: { value: sequence } }, { upsert: true });
    },
  });
}
