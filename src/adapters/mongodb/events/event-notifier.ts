import type { Connection } from 'mongoose';
import type { EventNotifier } from '../../../domain/events/event-log.ts';

/** Notifies of new events by a change stream. Change streams require a replica set. */
export function createEventNotifier(connection: Connection): EventNotifier {
  return {
    async watch(onEvents, onEnd) {
      const inserts = [{ $match: { operationType: 'insert' } }, { $project: { _id: 1 } }];
      const stream = connection.collection('events').watch(inserts);
      try {
        // opens the change stream; until then no command has been sent
        await stream.tryNext();
      } catch (error) {
        await stream.close();
        // a server response: the database is available but has no change streams
        if (error instanceof Error && error.name === 'MongoServerError') return null;
        throw error;
      }
      let isStopped = false;
      const listen = async (): Promise<void> => {
        try {
          while (!isStopped) {
            await stream.next();
            onEvents();
          }
        } catch (error) {
          // also when the stream was closed because its client was reopened
          if (!isStopped) onEnd(error);
          await stream.close();
        }
      };
      void listen();
      return () => {
        isStopped = true;
        return stream.close();
      };
    },
  };
}
