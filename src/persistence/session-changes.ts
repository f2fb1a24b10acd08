import mongoose, { type Connection, type Model, type UpdateQuery } from 'mongoose';
import type { SessionChange } from '../sessions/session-change.ts';
import type { SessionChanges } from '../sessions/session-changes.ts';
import { within } from './filters.ts';
import { oneOf, toObjectId } from './object-ids.ts';
import { parseSession, writtenFields } from './session-mapping.ts';
import { archivedSessionModel, type SessionDocument, sessionModel } from './session-model.ts';
import { withStoreErrors } from './store-errors.ts';

/** Changes to sessions in MongoDB. */
export function createSessionChanges(connection: Connection): SessionChanges {
  const model = sessionModel(connection);
  const archived = archivedSessionModel(connection);

  return withStoreErrors<SessionChanges>({
    async change(scope, id, expectedRevision, { set, message, userId, now }) {
      // the revision in the filter is what makes a lost update impossible
      const filter = { _id: oneOf([id]), ...within(scope), revision: expectedRevision };
      const { $set, $unset } = fieldsOf(set);
      const update: UpdateQuery<SessionDocument> = {
        $set: { ...$set, dateLastModified: now, lastModifiedBy: toObjectId(userId) },
        ...(Object.keys($unset).length > 0 && { $unset }),
        $push: { log: { date: now, message } },
        $inc: { revision: 1 },
      };
      const options = { returnDocument: 'after' } as const;
      const changed = await model.findOneAndUpdate(filter, update, options).lean<SessionDocument>();
      return changed && parseSession(changed);
    },

    async findIds({ accountId, from, to }, limit) {
      const filter = {
        accountId: toObjectId(accountId),
        dateCreated: mongoose.trusted({ $gte: from, $lt: to }),
      };
      const idsIn = async (sessions: Model<SessionDocument>): Promise<string[]> => {
        const found = await sessions.find(filter, { _id: 1 }).limit(limit).lean<Pick<SessionDocument, '_id'>[]>();
        return found.map(({ _id }) => _id.toHexString());
      };
      // one on its way to the archive is in both
      return [...new Set([...(await idsIn(model)), ...(await idsIn(archived))])].slice(0, limit);
    },

    async remove(accountId, ids) {
      const filter = { _id: oneOf(ids), accountId: toObjectId(accountId) };
      // in the order in which they move
      await model.deleteMany(filter);
      await archived.deleteMany(filter);
    },
  });
}

/** What is null is not kept, so that it needs no room in documents and indexes. */
function fieldsOf(set: SessionChange['set']) {
  const absent = Object.entries(set).filter(([, value]) => value === null);
  return { $set: writtenFields(set), $unset: Object.fromEntries(absent.map(([name]) => [name, 1])) };
}
