import mongoose, { type Connection, type Model, Schema, Types } from 'mongoose';
import {
  healthy,
  type WebhookHealth,
  type WebhookRecord,
  type WebhookSecret,
  webhookStateOf,
} from '../../../domain/webhooks/record.ts';
import type { WebhookFilter, WebhookStore } from '../../../domain/webhooks/store.ts';
import { containsRegex, type Filter, inScopeFilter } from '../client/filters.ts';
import { insertWithinLimit, slotIndexOptions } from '../client/insert-within-limit.ts';
import { withStoreErrors } from '../client/mongo-errors.ts';
import { inIds, toObjectId } from '../client/object-ids.ts';
import { commonDocument, parseCommon } from '../directory/mapping.ts';
import { type CommonDocument, commonPaths } from '../directory/models.ts';
import { createEntityStore } from '../directory/mongo-entity-store.ts';

interface WebhookDocument extends CommonDocument, Pick<WebhookRecord, 'url' | 'kinds' | 'enabled' | 'startSequence'> {
  readonly accountId: Types.ObjectId;
  readonly description?: string;
  /** Absent while the receiver accepts deliveries. */
  readonly health?: WebhookHealth;
  readonly secrets: readonly (Pick<WebhookSecret, 'value'> & { readonly dateExpires?: Date })[];
}

/** Stores webhooks in MongoDB. */
export function createWebhookStore(connection: Connection): WebhookStore {
  const model = webhookModel(connection);
  return withStoreErrors<WebhookStore>({
    ...createEntityStore<WebhookDocument, WebhookRecord, WebhookFilter>({
      model,
      namePath: 'url',
      parse: async (found) => found.map(parseWebhook),
      document: webhookDocument,
      where: whereWebhooks,
    }),

    async enabled(accountIds) {
      const filter = { enabled: true, ...inScopeFilter(accountIds) };
      return (await model.find(filter).lean<WebhookDocument[]>()).map(parseWebhook);
    },

    insertWithinLimit(webhook, max) {
      return insertWithinLimit(model, webhookDocument(webhook), { accountId: toObjectId(webhook.accountId) }, max);
    },

    async setHealth(id, { failingSince, lastError, dateNext, pauses }) {
      const health = { failingSince, lastError, dateNext, pauses };
      const update = failingSince ? { $set: { health } } : { $unset: { health: 1 } };
      await model.updateOne({ _id: toObjectId(id) }, update, { timestamps: false });
    },

    async endPause(id, now) {
      const isPaused = { 'health.dateNext': mongoose.trusted({ $gt: now }) };
      await model.updateOne({ _id: toObjectId(id), ...isPaused }, { $set: { 'health.dateNext': now } });
    },
  });
}

/** Model of the collection `webhooks`. */
export function webhookModel(connection: Connection): Model<WebhookDocument> {
  const known = connection.models.Webhook;
  if (known) return known as unknown as Model<WebhookDocument>;
  const required = <T>(type: T) => ({ type, required: true });
  const schema = new Schema(
    {
      ...commonPaths,
      accountId: required(Types.ObjectId),
      url: required(String),
      description: String,
      kinds: [String],
      enabled: required(Boolean),
      secrets: [new Schema({ value: required(String), dateExpires: Date }, { _id: false })],
      startSequence: required(Number),
      health: new Schema({ failingSince: Date, lastError: String, dateNext: Date, pauses: Number }, { _id: false }),
      slot: Number,
    },
    { collection: 'webhooks', versionKey: false, strict: 'throw', strictQuery: 'throw' },
  );
  schema.index({ accountId: 1, url: 1, _id: 1 });
  schema.index({ accountId: 1, slot: 1 }, slotIndexOptions);
  return connection.model('Webhook', schema) as unknown as Model<WebhookDocument>;
}

function whereWebhooks({ scope, ids, name }: WebhookFilter): Filter {
  return {
    ...inScopeFilter(scope),
    ...(ids && { _id: inIds(ids) }),
    ...(name && { url: containsRegex(name) }),
  };
}

function parseWebhook(found: WebhookDocument): WebhookRecord {
  const { url, kinds, enabled, startSequence, health = healthy } = found;
  const webhook = {
    ...parseCommon(found),
    // a disabled webhook starts anew when it is enabled
    ...(enabled ? health : healthy),
    accountId: found.accountId.toHexString(),
    url,
    description: found.description ?? null,
    kinds,
    enabled,
    secrets: found.secrets.map(({ value, dateExpires }) => ({ value, dateExpires: dateExpires ?? null })),
    startSequence,
  };
  return { ...webhook, state: webhookStateOf(webhook) };
}

function webhookDocument(webhook: WebhookRecord): WebhookDocument {
  const { url, description, kinds, enabled, secrets, startSequence } = webhook;
  return {
    ...commonDocument(webhook),
    accountId: toObjectId(webhook.accountId),
    url,
    ...(description && { description }),
    kinds,
    enabled,
    secrets: secrets.map(({ value, dateExpires }) => ({ value, ...(dateExpires && { dateExpires }) })),
    startSequence,
  };
}
