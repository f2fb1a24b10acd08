import mongoose, { type Connection, type mongo } from 'mongoose';
import { monitorCommands, type OnCommand } from './command-monitoring.ts';
import { reopenWhenHanging } from './heartbeat-watchdog.ts';
import { limitOperations, operationTimeoutMs } from './operation-deadlines.ts';
import { monitorPool, type PoolState } from './pool-monitoring.ts';

/** Writes are acknowledged when a majority has them on disk; reads never return data that could be rolled back. */
const durability = { writeConcern: { w: 'majority', j: true }, readConcern: { level: 'majority' } } as const;

/**
 * Server selection timeout, in milliseconds. Operations have to fail within two seconds, including the response, while
 * the database is unavailable.
 */
const serverSelectionMs = 1_800;

/** Time limit for opening a socket, and for the response to a heartbeat, in milliseconds. */
const connectTimeoutMs = 2_000;

const heartbeats = {
  heartbeatFrequencyMS: 500,
  // Above the frequency by more than the usual delay of the event loop: a failed operation then never starts a heartbeat at
  // once. The driver would send it over a socket that closed at the same moment, and wait for the response forever.
  minHeartbeatFrequencyMS: 750,
} as const;

/** The limit for one heartbeat: opening the socket and the response, and one second more. */
const heartbeatLimitMs = 2 * connectTimeoutMs + 1_000;

/** Also set before the connection is opened, because models read them when they are created. */
const modelOptions = { bufferCommands: false, autoIndex: false, autoCreate: false, sanitizeFilter: true } as const;

export interface ConnectionObservers {
  /** Called for every command, which costs time for each response; `null` disables command monitoring. */
  readonly onCommand: OnCommand | null;
  /** Called when the connections to the database are replaced because the driver no longer checks the server. */
  readonly onReopen: (address: string) => void;
  /** The limit for one heartbeat, in milliseconds. */
  readonly heartbeatLimitMs?: number;
}

export interface StoreConnection {
  /** Models can be created before it is connected. */
  readonly connection: Connection;
  readonly pool: () => PoolState;
  /**
   * Connects to MongoDB, or fails within about two seconds. It can be called again.
   *
   * Commands sent while the database is unavailable fail as fast, because nothing is buffered. The heartbeat of the
   * driver detects a server that hangs after about three seconds.
   */
  connect(): Promise<void>;
  /** Also ends an attempt to connect. */
  close(): Promise<void>;
}

/** Creates a connection to MongoDB, which is not connected yet. */
export function createConnection(uri: string, observers: ConnectionObservers): StoreConnection {
  const { onCommand, onReopen, heartbeatLimitMs: limitMs = heartbeatLimitMs } = observers;
  const connection = mongoose.createConnection();
  Object.assign(connection.config, modelOptions);
  limitOperations(connection);
  let pool = (): PoolState => ({ open: 0, used: 0, waiting: 0 });
  let stopWatching = (): void => undefined;
  let isConnected = false;
  let isClosed = false;

  async function connect(): Promise<void> {
    if (isConnected) return;
    const connecting = connection.openUri(uri, clientOptions(onCommand !== null));
    // the client exists already; monitoring has to start before it connects
    const client: mongo.MongoClient | undefined = connection.getClient();
    if (!client) {
      // the driver refused the connection string
      await connecting;
      throw new Error('mongoose has created no client');
    }
    pool = monitorPool(client);
    if (onCommand) monitorCommands(client, onCommand);
    stopWatching();
    stopWatching = reopenWhenHanging(client, { limitMs, onReopen });
    await connecting;
    isConnected = true;
    if (isClosed) await client.close();
  }

  async function close(): Promise<void> {
    isClosed = true;
    stopWatching();
    const client: mongo.MongoClient | undefined = connection.getClient();
    await client?.close();
    // mongoose would wait for the end of an attempt to connect
    if (connection.readyState !== mongoose.ConnectionStates.connecting) await connection.close();
  }

  return { connection, pool: () => pool(), connect, close };
}

function clientOptions(withCommands: boolean): mongoose.ConnectOptions {
  return {
    ...durability,
    ...heartbeats,
    ...modelOptions,
    appName: 'voice-sessions',
    waitQueueTimeoutMS: 5_000,
    serverSelectionTimeoutMS: serverSelectionMs,
    connectTimeoutMS: connectTimeoutMs,
    // longer than `maxTimeMS`, so that the database ends an operation before its socket times out
    socketTimeoutMS: operationTimeoutMs + 2_000,
    monitorCommands: withCommands,
  };
}
