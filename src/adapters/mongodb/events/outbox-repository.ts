import type { Connection, mongo } from 'mongoose';
import type { OutboxRepository } from '../../../domain/events/event-log.ts';
import { withStoreErrors } from '../client/mongo-errors.ts';
import { toObjectId, toObjectIds } from '../client/object-ids.ts';
import { readOptions, writeOptions } from '../client/operation-deadlines.ts';
import { sessionModel } from '../sessions/model.ts';
import { type OutboxDocument, parseOutbox } from './mapping.ts';

const outboxFields = { accountId: 1, revision: 1, outbox: 1 } as const;

/**
 * Reads and clears the outboxes of sessions in MongoDB. Uses the driver's collection, because mongoose would cast every
 * event.
 *
 * Every change of a session adds an event to its outbox. If the revision is unchanged since the read, all events are
 * relayed and the field can be removed; otherwise newer events remain. The outbox is never an empty array, because the
 * index would list the session as waiting.
 */
export function createOutboxRepository(connection: Connection): OutboxRepository {
  const sessions = sessionModel(connection).collection as unknown as mongo.Collection<OutboxDocument>;

  return withStoreErrors<OutboxRepository>({
    async findWaiting(limit) {
      const waiting = sessions.find({ outbox: { $exists: true } }, { projection: outboxFields, ...readOptions() });
      return (await waiting.sort({ dateLastModified: 1 }).limit(limit).batchSize(limit).toArray()).map(parseOutbox);
    },

    async findOf(sessionIds) {
      const filter = { _id: { $in: toObjectIds(sessionIds) }, outbox: { $exists: true } };
      return (
        await sessions.find(filter, { projection: outboxFields, batchSize: 1_000, ...readOptions() }).toArray()
      ).map(parseOutbox);
    },

    async clear(entries) {
      if (entries.length === 0) return;
      const options = { ordered: false, ...writeOptions() };
      const { matchedCount } = await sessions.bulkWrite([...unchangedOf(entries)], options);
      // rarely needed: few sessions change while their events are being relayed
      if (matchedCount < entries.length) await sessions.bulkWrite(entries.map(changedSince), options);
    },
  });
}

/** Removes the outboxes of all sessions that still have the revision of their entry. */
function unchangedOf(entries: Parameters<OutboxRepository['clear']>[0]) {
  return [...new Set(entries.map(({ revision }) => revision))].map((revision) => {
    const ids = entries.flatMap((entry) => (entry.revision === revision ? entry.sessionId : []));
    return {
      updateMany: { filter: { _id: { $in: toObjectIds(ids) }, revision }, update: { $unset: { outbox: 1 as const } } },
    };
  });
}

/** Removes the relayed events of a session that has changed since the entry was read. */
function changedSince({ sessionId, revision }: Parameters<OutboxRepository['clear']>[0][number]) {
  const filter = { _id: toObjectId(sessionId), revision: { $gt: revision }, outbox: { $exists: true } };
  return { updateOne: { filter, update: { $pull: { outbox: { revision: { $lte: revision } } } } } };
}
