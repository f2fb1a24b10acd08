import type { mongo } from 'mongoose';

/** One command on its way to the store, without any of its values. */
export interface StoreCommand {
  /** Such as `find`. */
  readonly name: string;
  readonly collection: string | null;
  readonly database: string;
}

/** Told of a command as it is sent. @returns told of its end, with the name of what went wrong */
export type OnCommand = (command: StoreCommand) => (failure: string | null) => void;

/** Has somebody told of every command. The client must have been made with `monitorCommands`. */
export function monitorCommands(client: mongo.MongoClient, onCommand: OnCommand): void {
  const inFlight = new Map<number, (failure: string | null) => void>();
  const end = (requestId: number, failure: string | null): void => {
    inFlight.get(requestId)?.(failure);
    inFlight.delete(requestId);
  };
  client.on('commandStarted', ({ requestId, commandName, databaseName, command }) => {
    const target: unknown = command[commandName];
    const collection = typeof target === 'string' ? target : null;
    inFlight.set(requestId, onCommand({ name: commandName, collection, database: databaseName }));
  });
  client.on('commandSucceeded', ({ requestId }) => end(requestId, null));
  client.on('commandFailed', ({ requestId, failure }) => end(requestId, failure.name));
}
