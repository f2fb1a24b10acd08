import type { Connection, mongo } from 'mongoose';
import type { OutboxRepository } from '../../../domain/events/event-log.ts';
import { withStoreErrors } from '../client/mongo-errors.ts';
import { toObjectId, toObjectIds } from '../client/object-ids.ts';
import { readOptions, writeOptions } from '../client/operation-deadlines.ts';
import { sessionModel } from '../sessions/model.ts';
import { type OutboxDocument, parseOutbox } from './mapping.ts';

const outboxFields = { accountId: 1, revision: 1, outbox: 1 } as const;

/**
 * The events that wait in sessions in MongoDB, by the driver's own collection: mongoose would cast every one of them.
 * Every change of a session puts an event into its outbox, so of one that was read at a revision and has it still, all is
 * moved, and of any other something is left: never an empty array, which the index would count as something that waits.
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
      // mostly all: few sessions change again while their events are on their way
      if (matchedCount < entries.length) await sessions.bulkWrite(entries.map(changedSince), options);
    },
  });
}

/** Empties the outboxes of all that are at the revision of their entry still. */
function unchangedOf(entries: Parameters<OutboxRepository['clear']>[0]) {
  return [...new Set(entries.map(({ revision }) => revision))].map((revision) => {
    const ids = entries.flatMap((entry) => (entry.revision === revision ? entry.sessionId : []));
    return {
      updateMany: { filter: { _id: { $in: toObjectIds(ids) }, revision }, update: { $unset: { outbox: 1 as const } } },
    };
  });
}

/** Takes away, where a session has gone on, what was there at the revision of the entry. */
function changedSince({ sessionId, revision }: Parameters<OutboxRepository['clear']>[0][number]) {
  const filter = { _id: toObjectId(sessionId), revision: { $gt: revision }, outbox: { $exists: true } };
  return { updateOne: { filter, update: { $pull: { outbox: { revision: { $lte: revision } } } } } };
}
