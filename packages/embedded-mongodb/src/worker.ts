import { parentPort, workerData } from 'node:worker_threads';
import { Catalog } from './catalog.ts';
import type { Store } from './commands/command.ts';
import { Cursors } from './cursors.ts';
import { DataDirError, type DataDirErrorCode } from './data-dir-error.ts';
import { type Address, lockDataDir, unlockDataDir } from './data-dir-lock.ts';
import { removeExpired } from './expiry.ts';
import { StoreServer } from './server.ts';
import { isFailedCommit, Storage } from './storage.ts';
import { StoreError } from './store-error.ts';

/** The start options of the worker thread. */
export interface WorkerInput {
  readonly dataDir: string;
  readonly expiryMillis: number;
}

/** Messages to the parent thread: the result of the start, and the completion of a close. */
export type WorkerMessage =
  | { readonly type: 'ready'; readonly address: Address }
  | { readonly type: 'refused'; readonly code: DataDirErrorCode; readonly message: string }
  | { readonly type: 'closed' };

// Safe cast: only start-embedded-mongodb.ts starts this file, with this input.
const { dataDir, expiryMillis } = workerData as WorkerInput;
const post = (message: WorkerMessage) => parentPort?.postMessage(message);

// Any other error ends the thread, and the parent reports it.
process.on('unhandledRejection', (reason) => {
  if (!isFailedCommit(reason)) throw reason;
});

async function run(): Promise<void> {
  try {
    const storage = new Storage(dataDir);
    const store: Store = { storage, catalog: new Catalog(storage), cursors: new Cursors() };
    await serve(store);
  } catch (error) {
    if (!(error instanceof DataDirError)) throw error;
    post({ type: 'refused', code: error.code, message: error.message });
  }
}

async function serve(store: Store): Promise<void> {
  const server = new StoreServer(store);
  try {
    const address = await lockDataDir(server, store.storage, dataDir);
    await store.catalog.dropUnfinished();
    const stopRemoving = removePeriodically(store);
    const close = async (): Promise<void> => {
      await server.close();
      await stopRemoving();
      await unlockDataDir(store.storage, address, dataDir);
      await store.storage.close();
      post({ type: 'closed' });
    };
    // a failure ends the thread, and the parent reports it
    parentPort?.once('message', () => void close());
    post({ type: 'ready', address });
  } catch (error) {
    await server.close();
    await store.storage.close();
    throw error;
  }
}

/**
 * Removes expired documents periodically.
 * @returns a function that stops the timer and waits for the removal in progress
 */
function removePeriodically(store: Store): () => Promise<void> {
  let removal = Promise.resolve();
  const timer = setInterval(() => {
    // The next run repeats a failed removal.
    removal = removal
      .then(() => removeExpired(store))
      .catch((error: unknown) => {
        if (!(error instanceof StoreError)) throw error;
      });
  }, expiryMillis).unref();
  return () => {
    clearInterval(timer);
    return removal;
  };
}

void run();
