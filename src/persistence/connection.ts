import mongoose, { type Connection } from 'mongoose';

/** A write is answered only when a majority has it on disk; a read never shows what could still be rolled back. */
const durability = { writeConcern: { w: 'majority', j: true }, readConcern: { level: 'majority' } } as const;

/**
 * Connects to a MongoDB, or fails within about two seconds. A command sent while the store is away fails as fast:
 * nothing is buffered.
 */
export function connect(uri: string): Promise<Connection> {
  return mongoose
    .createConnection(uri, {
      ...durability,
      appName: 'voice-sessions',
      serverSelectionTimeoutMS: 2_000,
      connectTimeoutMS: 2_000,
      bufferCommands: false,
      autoIndex: false,
      autoCreate: false,
      sanitizeFilter: true,
    })
    .asPromise();
}
