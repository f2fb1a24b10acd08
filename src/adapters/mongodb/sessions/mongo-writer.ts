import { deserialize } from 'bson';
import mongoose, { type Connection, type Model, type UpdateQuery } from 'mongoose';
import { changesState, type SessionChange } from '../../../domain/sessions/change.ts';
import type { SessionWriter } from '../../../domain/sessions/writer.ts';
import { inScopeFilter } from '../client/filters.ts';
import { withStoreErrors } from '../client/mongo-errors.ts';
import { inIds, toObjectId } from '../client/object-ids.ts';
import { parseOutbox, pendingEventDocument } from '../events/mapping.ts';
import type { OutboxListener } from '../events/outbox-listener.ts';
import { addressFields, givenNames } from './address-fields.ts';
import { logDocument, parseSession, writtenFields } from './mapping.ts';
import { archivedSessionModel, type SessionDocument, sessionModel } from './model.ts';
import { sessionRemovals } from './removals.ts';

/** Changes and deletes sessions in MongoDB. */
export function createSessionWriter(connection: Connection, onOutbox: OutboxListener): SessionWriter {
  const model = sessionModel(connection);
  const archived = archivedSessionModel(connection);
  const removals = sessionRemovals(connection);

  return withStoreErrors<SessionWriter>({
    async update(scope, id, expectedRevision, { set, message, messageId, userId, now, events }) {
      // optimistic concurrency: the revision in the filter prevents lost updates
      const filter = { _id: inIds([id]), ...inScopeFilter(scope), revision: expectedRevision };
      const { $set, $unset } = fieldsOf(set);
      const update: UpdateQuery<SessionDocument> = {
        $set: {
          ...$set,
          dateLastModified: now,
          lastModifiedBy: toObjectId(userId),
          ...(changesState(set) && { dateStateChanged: now }),
        },
        ...(Object.keys($unset).length > 0 && { $unset }),
        $push: {
          log: logDocument({ date: now, message, ...(messageId !== undefined && { messageId }) }),
          outbox: { $each: events.map(pendingEventDocument) },
        },
        $inc: { revision: 1 },
      };
      const options = { returnDocument: 'after', raw: true } as const;
      const changed = await model.findOneAndUpdate(filter, update, options).lean<Buffer>();
      if (!changed) return null;
      // the outbox includes events of earlier changes, perhaps by other servers, because events of a session are
      // relayed in order
      onOutbox(parseOutbox(deserialize(changed) as SessionDocument));
      return parseSession(changed);
    },

    announceRemoval(range, now) {
      return removals.add(range, now);
    },

    async findIds({ accountId, from, to }, limit) {
      const filter = {
        accountId: toObjectId(accountId),
        dateCreated: mongoose.trusted({ $gte: from, $lt: to }),
      };
      const idsIn = async (sessions: Model<SessionDocument>): Promise<string[]> => {
        const found = await sessions.find(filter, { _id: 1 }).limit(limit).lean<Pick<SessionDocument, '_id'>[]>();
        return idsOf(found);
      };
      // a session that is being archived is in both collections
      return [...new Set([...(await idsIn(model)), ...(await idsIn(archived))])].slice(0, limit);
    },

    async remove(accountId, ids) {
      const filter = { _id: inIds(ids), accountId: toObjectId(accountId) };
      // live first, the direction in which the archiver moves sessions
      await model.deleteMany({ ...filter, outbox: mongoose.trusted({ $exists: false }) });
      await archived.deleteMany(filter);
      return idsOf(await model.find(filter, { _id: 1 }).lean<Pick<SessionDocument, '_id'>[]>());
    },
  });
}

function idsOf(found: readonly Pick<SessionDocument, '_id'>[]): string[] {
  return found.map(({ _id }) => _id.toHexString());
}

/** Null fields are unset instead of stored, so that they take no space in documents and indexes. */
function fieldsOf(set: SessionChange['set']) {
  const $set = writtenFields(set);
  const given = addressFields.filter((name) => name in set).map((name) => givenNames[name]);
  const absent = [...Object.keys(set), ...given].filter((name) => !(name in $set));
  return { $set, $unset: Object.fromEntries(absent.map((name) => [name, 1])) };
}
