import mongoose, { type Connection } from 'mongoose';
import { monitorCommands, type OnCommand } from './command-monitoring.ts';
import { limitOperations, operationTimeoutMs } from './operation-deadlines.ts';
import { monitorPool, type PoolState } from './pool-monitoring.ts';

/** A write is answered only when a majority has it on disk; a read never shows what could still be rolled back. */
const durability = { writeConcern: { w: 'majority', j: true }, readConcern: { level: 'majority' } } as const;

/** What is done while the store is away has to fail within two seconds, the time to answer included. */
const serverSelectionMs = 1_800;

export interface OpenConnection {
  readonly connection: Connection;
  readonly pool: () => PoolState;
}

/**
 * Connects to a MongoDB, or fails within about two seconds. A command sent while the store is away fails as fast:
 * nothing is buffered. A store that stands still is noticed by the driver's own checks after about three seconds.
 * @param onCommand costs time for every answer of the store: null where nobody wants to know
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
    // what has its own time limit in the store is over by then
    socketTimeoutMS: operationTimeoutMs + 2_000,
    heartbeatFrequencyMS: 1_000,
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
    sanitizeFilter: true,
    monitorCommands: onCommand !== null,
  });
  // exists before it is connected
  const client = connection.getClient();
  const pool = monitorPool(client);
  if (onCommand) monitorCommands(client, onCommand);
  await connecting;
  return { connection, pool };
}
