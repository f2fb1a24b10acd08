import type { mongo } from 'mongoose';

/** State of the connection pools of all servers together. */
export interface PoolState {
  readonly open: number;
  readonly used: number;
  /** Operations that wait for a connection. */
  readonly waiting: number;
}

/**
 * Tracks the connection pools by the events of the driver.
 * @param client must not be connected yet
 * @returns a function that reads the current state
 */
export function monitorPool(client: mongo.MongoClient): () => PoolState {
  let open = 0;
  let used = 0;
  let waiting = 0;
  // a client that is reopened reports the end of only some of its former connections
  client.on('topologyOpening', () => {
    open = 0;
    used = 0;
    waiting = 0;
  });
  client.on('connectionCreated', () => {
    open += 1;
  });
  client.on('connectionClosed', () => {
    open -= 1;
  });
  client.on('connectionCheckOutStarted', () => {
    waiting += 1;
  });
  client.on('connectionCheckOutFailed', () => {
    waiting -= 1;
  });
  client.on('connectionCheckedOut', () => {
    waiting -= 1;
    used += 1;
  });
  client.on('connectionCheckedIn', () => {
    used -= 1;
  });
  return () => ({ open, used, waiting });
}
