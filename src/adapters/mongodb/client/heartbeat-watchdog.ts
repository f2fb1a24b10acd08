import type { mongo } from 'mongoose';

/** Delay between two attempts to reopen a client, in milliseconds. */
const retryMs = 500;

/** Checks within the limit. Counting them instead of the time ignores a blocked event loop. */
const checks = 5;

export interface WatchdogOptions {
  /** Time within which every heartbeat ends, in milliseconds. */
  readonly limitMs: number;
  /** Called when the client is closed because the heartbeat of a server has not ended. */
  readonly onReopen: (address: string) => void;
}

/**
 * Reopens a client that has lost its database because the monitor of a server hangs.
 *
 * The driver (7.8 and 7.9) may write a heartbeat to a socket that is closed already. It then waits for a `drain` event
 * that never comes, and never checks that server again. Everything that uses the client continues to work with it.
 * While another server accepts writes, the client stays open.
 * @param client must not be connected yet
 * @returns a function that stops watching
 */
export function reopenWhenHanging(client: mongo.MongoClient, { limitMs, onReopen }: WatchdogOptions): () => void {
  /** The checks since the start of each heartbeat in progress, by address. */
  const inProgress = new Map<string, number>();
  let isWritable = false;
  let isReopening = false;
  let isStopped = false;
  client.on('serverHeartbeatStarted', ({ connectionId }) => inProgress.set(connectionId, 0));
  client.on('serverHeartbeatSucceeded', ({ connectionId }) => inProgress.delete(connectionId));
  client.on('serverHeartbeatFailed', ({ connectionId }) => inProgress.delete(connectionId));
  client.on('serverClosed', ({ address }) => inProgress.delete(address));
  client.on('topologyDescriptionChanged', ({ newDescription }) => {
    isWritable = [...newDescription.servers.values()].some((server) => server.isWritable);
  });

  const reopen = async (address: string): Promise<void> => {
    isReopening = true;
    onReopen(address);
    await client.close();
    inProgress.clear();
    while (!isStopped && !(await isConnected(client))) await pause();
    isReopening = false;
    if (isStopped) await client.close();
  };
  const timer = setInterval(() => {
    for (const [address, before] of inProgress) {
      inProgress.set(address, before + 1);
      if (before >= checks && !isWritable && !isReopening) void reopen(address);
    }
  }, limitMs / checks).unref();
  return () => {
    isStopped = true;
    clearInterval(timer);
  };
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, retryMs).unref());

/** Connects a client. The next attempt may succeed whatever the error is: the client has been connected once. */
async function isConnected(client: mongo.MongoClient): Promise<boolean> {
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  }
}
