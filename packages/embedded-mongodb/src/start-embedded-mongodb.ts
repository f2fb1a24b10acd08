import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { DataDirError } from './data-dir-error.ts';
import type { Address } from './data-dir-lock.ts';
import type { WorkerInput, WorkerMessage } from './worker.ts';

export { DataDirError, type DataDirErrorCode } from './data-dir-error.ts';

const defaultExpiryMillis = 60_000;

export interface EmbeddedMongodbOptions {
  /** The folder of the data. Created with mode 700 if it does not exist. */
  readonly dataDir: string;
  /** The interval between two removals of expired documents, in milliseconds. Default: 60,000, as in MongoDB. */
  readonly expiryMillis?: number;
  /** Called when the thread of the database ends without `close`: connections to `uri` fail from then on. */
  readonly onFailure?: (error: Error) => void;
}

/** A running embedded database. */
export interface EmbeddedMongodb {
  /** The connection string, for any MongoDB driver on this machine. */
  readonly uri: string;
  /** Finishes the commands in progress, closes the data file and unlocks the folder. Can be called more than once. */
  close(): Promise<void>;
}

/**
 * Starts the embedded database in a worker thread.
 * @returns once it accepts connections
 * @throws DataDirError when the data folder is in use, damaged, incompatible or inaccessible
 */
export async function startEmbeddedMongodb(options: EmbeddedMongodbOptions): Promise<EmbeddedMongodb> {
  const { dataDir, expiryMillis = defaultExpiryMillis, onFailure } = options;
  const input: WorkerInput = { dataDir, expiryMillis };
  const worker = new Worker(workerFile(), { workerData: input });
  const failed = failureOf(worker);
  const message = await Promise.race([nextMessage(worker), failed]);
  if (message instanceof Error) throw message;
  if (message.type !== 'ready') {
    await worker.terminate();
    if (message.type === 'refused') throw new DataDirError(message.code, message.message);
    throw new Error('the embedded database closed during its start');
  }
  let closing: Promise<void> | undefined;
  void failed.then((error) => {
    if (closing) return;
    closing = Promise.resolve();
    onFailure?.(error);
  });
  return {
    uri: uriOf(message.address),
    close: () => {
      closing ??= stop(worker, failed);
      return closing;
    },
  };
}

/** Compiled or bundled, the worker is beside this file. From sources it is the one that the build compiled. */
function workerFile(): URL {
  const beside = new URL('./worker.js', import.meta.url);
  return existsSync(beside) ? beside : new URL('../dist/worker.js', import.meta.url);
}

/** Resolves when the thread ends, to its uncaught error if there is one. */
function failureOf(worker: Worker): Promise<Error> {
  return new Promise((resolve) => {
    worker.once('error', (error: unknown) => resolve(error instanceof Error ? error : new Error(String(error))));
    worker.once('exit', (code) => resolve(new Error(`the thread of the embedded database ended with code ${code}`)));
  });
}

function nextMessage(worker: Worker): Promise<WorkerMessage> {
  return new Promise((resolve) => worker.once('message', resolve));
}

async function stop(worker: Worker, failed: Promise<Error>): Promise<void> {
  const closed = nextMessage(worker);
  worker.postMessage('close');
  const end = await Promise.race([closed, failed]);
  await worker.terminate();
  if (end instanceof Error) throw end;
}

function uriOf(address: Address): string {
  const host = 'path' in address ? encodeURIComponent(address.path) : `127.0.0.1:${address.port}`;
  return `mongodb://${host}/?directConnection=true`;
}
