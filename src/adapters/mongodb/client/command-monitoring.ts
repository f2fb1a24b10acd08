import type { mongo } from 'mongoose';

/** A database command, without any of its values. */
export interface StoreCommand {
  /** The command name, such as `find`. */
  readonly name: string;
  readonly collection: string | null;
  readonly database: string;
}

/**
 * Called when a command is sent.
 * @returns a callback for the end of the command, with the name of the error or `null`
 */
export type OnCommand = (command: StoreCommand) => (failure: string | null) => void;

/** Reports every command of a client. The client must have been created with `monitorCommands`. */
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
