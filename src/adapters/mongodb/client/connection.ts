import mongoose, { type Connection, type mongo } from 'mongoose';
import { monitorCommands, type OnCommand } from './command-monitoring.ts';
import { limitOperations, operationTimeoutMs } from './operation-deadlines.ts';
import { monitorPool, type PoolState } from './pool-monitoring.ts';

/** Writes are acknowledged when a majority has them on disk; reads never return data that could be rolled back. */
const durability = { writeConcern: { w: 'majority', j: true }, readConcern: { level: 'majority' } } as const;

/**
 * Server selection timeout, in milliseconds. Operations have to fail within two seconds, including the response, while
 * the database is unavailable.
 */
const serverSelectionMs = 1_800;

export interface OpenConnection {
  readonly connection: Connection;
  readonly pool: () => PoolState;
}

/**
 * Connects to MongoDB, or fails within about two seconds.
 *
 * Commands sent while the database is unavailable fail as fast, because nothing is buffered. The heartbeat of the
 * driver detects a server that hangs after about three seconds.
 * @param onCommand called for every command, which costs time for each response; `null` disables command monitoring
 */
export async function connect(uri: string, onCommand: OnCommand | null): Promise<OpenConnection> {
  const connection = mongoose.createConnection();
  limitOperations(connection);
  const connecting = connection.openUri(uri, {
    ...durability,
    appName: 'voice-sessions',
    waitQueueTimeoutMS: 5_000,
    serverSelectionTimeoutMS: serverSelectionMs,
    connectTimeoutMS: 2_000,
    // longer than `maxTimeMS`, so that the database ends an operation before its socket times out
    socketTimeoutMS: operationTimeoutMs + 2_000,
    heartbeatFrequencyMS: 1_000,
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
    sanitizeFilter: true,
    monitorCommands: onCommand !== null,
  });
  // the client exists already; monitoring has to start before it connects
  const client: mongo.MongoClient | undefined = connection.getClient();
  if (!client) {
    // the driver refused the connection string
    await connecting;
    throw new Error('mongoose has created no client');
  }
  const pool = monitorPool(client);
  if (onCommand) monitorCommands(client, onCommand);
  await connecting;
  return { connection, pool };
}
