import type { mongo } from 'mongoose';

/** The connections to the store, of all its servers together. */
export interface PoolState {
  readonly open: number;
  readonly used: number;
  /** Operations that wait for one. */
  readonly waiting: number;
}

/** Keeps count by what the driver tells. @param client not yet connected @returns how it is now */
export function monitorPool(client: mongo.MongoClient): () => PoolState {
  let open = 0;
  let used = 0;
  let waiting = 0;
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
