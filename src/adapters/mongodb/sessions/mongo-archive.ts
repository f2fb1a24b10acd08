import mongoose, { type Connection } from 'mongoose';
import type { SessionArchive } from '../../../domain/sessions/archive.ts';
import { withStoreErrors } from '../client/mongo-errors.ts';
import { writeOptions } from '../client/operation-deadlines.ts';
import { archivedSessionModel, type SessionDocument, sessionModel } from './model.ts';
import { sessionRemovals } from './removals.ts';

/**
 * Moves completed sessions to the archive in MongoDB. Documents are copied unchanged, including fields that this
 * version does not know.
 */
export function createSessionArchive(connection: Connection): SessionArchive {
  const live = sessionModel(connection);
  const archived = archivedSessionModel(connection);
  const removals = sessionRemovals(connection);

  /**
   * Deletes archived copies of sessions that were deleted between the read and the copy, by this archiver or an
   * interrupted one.
   */
  const undoArchiving = async (): Promise<void> => {
    for (const filter of await removals.filters()) await archived.deleteMany(filter);
  };

  return withStoreErrors<SessionArchive>({
    async archiveCompletedBefore(time, limit) {
      // events in an outbox have to be relayed before the session is archived
      const waits = mongoose.trusted({ $exists: false });
      const old = { dateCompleted: mongoose.trusted({ $lt: time }), ended: true, outbox: waits };
      const found = await live.find(old).sort({ dateCompleted: 1, _id: 1 }).limit(limit).lean<SessionDocument[]>();
      if (found.length === 0) {
        await undoArchiving();
        return 0;
      }
      // the driver's collections: mongoose would cast the documents and change their timestamps
      await archived.collection.bulkWrite(
        found.map((document) => ({
          replaceOne: { filter: { _id: document._id }, replacement: document, upsert: true },
        })),
        { ordered: false, ...writeOptions() },
      );
      // one command per session: of several in one command, DocumentDB executes the first but counts all of them
      const removed = await Promise.all(
        found.map(({ _id, revision }) => live.collection.deleteOne({ _id, revision }, writeOptions())),
      );
      await undoArchiving();
      return removed.reduce((count, { deletedCount }) => count + deletedCount, 0);
    },
  });
}
