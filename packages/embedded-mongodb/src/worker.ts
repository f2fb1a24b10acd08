import { parentPort, workerData } from 'node:worker_threads';
import { Catalog } from './catalog.ts';
import type { Store } from './commands/command.ts';
import { Cursors } from './cursors.ts';
import { removeExpired } from './expiry.ts';
import { claim, DataDirInUse, release } from './ownership.ts';
import { StoreServer } from './server.ts';
import { isFailedCommit, Storage } from './storage.ts';
import { StoreError } from './store-error.ts';

/** What the worker is started with. */
export interface WorkerInput {
  readonly dataDir: string;
  readonly expiryMillis: number;
}

/** What the worker tells its parent: once how the start went, later that it stopped as asked. */
export type WorkerMessage =
  | { readonly type: 'ready'; readonly address: { readonly path: string } | { readonly port: number } }
  | { readonly type: 'refused'; readonly message: string }
  | { readonly type: 'closed' };

// started only by start-embedded-mongodb, with this input
const { dataDir, expiryMillis } = workerData as WorkerInput;
const tell = (message: WorkerMessage) => parentPort?.postMessage(message);

process.on('unhandledRejection', (reason) => {
  if (!isFailedCommit(reason)) throw reason;
});

const storage = new Storage(dataDir);
const store: Store = { storage, catalog: new Catalog(storage), cursors: new Cursors(), startedAt: Date.now() };
const server = new StoreServer(store);

async function run(): Promise<void> {
  try {
    const address = await claim(server, storage, dataDir);
    await store.catalog.dropUnfinished();
    let sweeping = Promise.resolve();
    const sweep = setInterval(() => {
      // what cannot be removed now can be the next time
      sweeping = sweeping
        .then(() => removeExpired(store))
        .catch((error: unknown) => {
          if (!(error instanceof StoreError)) throw error;
        });
    }, expiryMillis);
    sweep.unref();
    parentPort?.once('message', async () => {
      clearInterval(sweep);
      await server.close();
      await sweeping;
      await release(storage, address, dataDir);
      await storage.close();
      tell({ type: 'closed' });
    });
    tell({ type: 'ready', address });
  } catch (error) {
    await server.close();
    await storage.close();
    if (!(error instanceof DataDirInUse)) throw error;
    tell({ type: 'refused', message: error.message });
  }
}

void run();
