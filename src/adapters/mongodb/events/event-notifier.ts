import type { Connection } from 'mongoose';
import type { EventNotifier } from '../../../domain/events/event-log.ts';

/** Change streams of the events in MongoDB, where the server has them: a replica set. */
export function createEventNotifier(connection: Connection): EventNotifier {
  return {
    async watch(onEvents, onEnd) {
      const inserts = [{ $match: { operationType: 'insert' } }, { $project: { _id: 1 } }];
      const stream = connection.collection('events').watch(inserts);
      try {
        // opens it: until then no server was asked
        await stream.tryNext();
      } catch (error) {
        await stream.close();
        // an answer, so it is there and has none
        if (error instanceof Error && error.name === 'MongoServerError') return null;
        throw error;
      }
      const listen = async (): Promise<void> => {
        try {
          while (!stream.closed) {
            await stream.next();
            onEvents();
          }
        } catch (error) {
          if (!stream.closed) onEnd(error);
          await stream.close();
        }
      };
      void listen();
      return () => stream.close();
    },
  };
}
