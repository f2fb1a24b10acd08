import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { WorkerInput, WorkerMessage } from './worker.ts';

const defaultExpiryMillis = 60_000;

/** A running store: connect to `uri` as to any MongoDB. `close` returns when all is on disk and the folder is free. */
export interface EmbeddedMongodb {
  readonly uri: string;
  close(): Promise<void>;
}

/** The folder belongs to another process; the message says so in one sentence for the person who started this one. */
export class DataDirInUseError extends Error {
  override readonly name = 'DataDirInUseError';
}

export interface EmbeddedMongodbOptions {
  /** Made, for its owner only, if it does not exist. */
  readonly dataDir: string;
  /** How often expired documents are removed, in milliseconds; MongoDB does it every minute. */
  readonly expiryMillis?: number;
  /** Called when the store ends without having been closed: nothing will answer at `uri` any more. */
  readonly onFailure?: (error: Error) => void;
}

/** Starts the store in a worker thread. Throws DataDirInUseError, and what LMDB throws when it cannot open the folder. */
export async function startEmbeddedMongodb(options: EmbeddedMongodbOptions): Promise<EmbeddedMongodb> {
  const input: WorkerInput = { dataDir: options.dataDir, expiryMillis: options.expiryMillis ?? defaultExpiryMillis };
  const worker = new Worker(workerFile(), { workerData: input });
  const [message]: [WorkerMessage] = await firstMessage(worker);
  if (message.type !== 'ready') {
    await worker.terminate();
    throw new DataDirInUseError(message.type === 'refused' ? message.message : 'the store closed while it started');
  }
  let failure: Error | undefined;
  let closing: Promise<void> | undefined;
  worker.on('error', (error) => {
    failure = error instanceof Error ? error : new Error(String(error));
  });
  worker.on('exit', (code) => {
    if (!closing) options.onFailure?.(failure ?? new Error(`the embedded store's thread ended with code ${code}`));
  });
  return {
    uri: uriOf(message.address),
    close: () => {
      closing ??= stop(worker);
      return closing;
    },
  };
}

/** Compiled or bundled, the worker lies beside this file; run from source (by vitest), Node needs the compiled one of dist. */
function workerFile(): URL {
  const beside = new URL('./worker.js', import.meta.url);
  return existsSync(beside) ? beside : new URL('../dist/worker.js', import.meta.url);
}

async function firstMessage(worker: Worker): Promise<[WorkerMessage]> {
  // 'once' rejects on the worker's 'error'
  const [message] = await once(worker, 'message');
  return [message];
}

async function stop(worker: Worker): Promise<void> {
  const closed = once(worker, 'message');
  worker.postMessage('close');
  await closed;
  await worker.terminate();
}

function uriOf(address: Extract<WorkerMessage, { type: 'ready' }>['address']): string {
  const host = 'path' in address ? encodeURIComponent(address.path) : `127.0.0.1:${address.port}`;
  return `mongodb://${host}/?directConnection=true`;
}
