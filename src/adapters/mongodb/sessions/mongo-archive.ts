import mongoose, { type Connection } from 'mongoose';
import type { SessionArchive } from '../../../domain/sessions/archive.ts';
import { withStoreErrors } from '../client/mongo-errors.ts';
import { writeOptions } from '../client/operation-deadlines.ts';
import { archivedSessionModel, type SessionDocument, sessionModel } from './model.ts';
import { sessionRemovals } from './removals.ts';

/** Moves documents as they are: what the application does not know of them is kept too. */
export function createSessionArchive(connection: Connection): SessionArchive {
  const live = sessionModel(connection);
  const archived = archivedSessionModel(connection);
  const removals = sessionRemovals(connection);

  /** Copies of what was deleted after it was read and before it was copied, by this archiver or one that broke off. */
  const takeBack = async (): Promise<void> => {
    for (const filter of await removals.filters()) await archived.deleteMany(filter);
  };

  return withStoreErrors<SessionArchive>({
    async archiveCompletedBefore(time, limit) {
      // what waits in an outbox is moved from there first
      const waits = mongoose.trusted({ $exists: false });
      const old = { dateCompleted: mongoose.trusted({ $lt: time }), ended: true, outbox: waits };
      const found = await live.find(old).sort({ dateCompleted: 1, _id: 1 }).limit(limit).lean<SessionDocument[]>();
      if (found.length === 0) {
        await takeBack();
        return 0;
      }
      // the driver's own collections: mongoose would cast, and time-stamp, what is only to be moved
      await archived.collection.bulkWrite(
        found.map((document) => ({
          replaceOne: { filter: { _id: document._id }, replacement: document, upsert: true },
        })),
        { ordered: false, ...writeOptions() },
      );
      // one command each: of several in one, DocumentDB carries out the first and counts them all
      const removed = await Promise.all(
        found.map(({ _id, revision }) => live.collection.deleteOne({ _id, revision }, writeOptions())),
      );
      await takeBack();
      return removed.reduce((count, { deletedCount }) => count + deletedCount, 0);
    },
  });
}
