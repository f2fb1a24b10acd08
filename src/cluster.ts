import cluster, { type Worker } from 'node:cluster';
import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from './app/config.ts';
import { handled, startWithCleanup } from './app/lifecycle.ts';
import type { Prepared } from './app/prepare-store.ts';
import { type App, type AppOptions, openStore } from './app/start-app.ts';
import { WorkerExitError } from './app/start-errors.ts';
import { serveClusterMetrics } from './app/telemetry.ts';
import type { Log } from './common/logging/log.ts';

/** Messages of a worker to the primary process: it listens, then it is ready. */
export interface WorkerMessage {
  /** The URL of the server. */
  readonly listening?: string;
  readonly ready?: Prepared;
}

/** The progress of a worker that starts. Both promises reject with a WorkerExitError if the worker exits before. */
interface StartingWorker {
  readonly listening: Promise<string>;
  readonly ready: Promise<Prepared>;
}

type Environment = Readonly<Record<string, string>>;

/** Delay before an exited worker is replaced: exponential backoff, reset after `livedMs` without an exit. */
const restartBackoff = { firstMs: 100, longestMs: 10_000, livedMs: 60_000 } as const;

/**
 * Starts worker processes that share one port, and the embedded database, if configured, in the primary process.
 * The first worker prepares the database; the others start when it is ready. Resolves when the first one listens.
 * @throws WorkerExitError if the first worker exits before it listens, other errors if the database cannot be started;
 *   everything already started is closed
 */
export async function startWorkers(count: number, config: Config, options: AppOptions): Promise<App> {
  return startWithCleanup(async (closers) => {
    const storeUri = await openStore(config, closers, options);
    const pool = new WorkerPool(options.log);
    serveClusterMetrics();
    closers.push(() => pool.close());
    // a worker must not read the URI from the file again: both at once are refused
    const workerEnv = { WORKERS: '1', MONGODB_URI: storeUri, MONGODB_URI_FILE: '' };
    const first = pool.start({ ...workerEnv, SEED_DEMO: config.demo ? '1' : '0' });
    const otherWorkersEnv = { ...workerEnv, SEED_DEMO: '0' };
    const startOthers = async (): Promise<Prepared> => {
      const prepared = await first.ready;
      await Promise.all(Array.from({ length: count - 1 }, () => pool.start(otherWorkersEnv).ready));
      pool.replaceWith(otherWorkersEnv);
      return prepared;
    };
    const ready = handled(startOthers());
    return { url: await first.listening, ready };
  });
}

/** Forks workers and replaces workers that exit. */
class WorkerPool {
  readonly #log: Log;
  readonly #workers = new Set<Worker>();
  readonly #stopping = new AbortController();
  #consecutiveExits = 0;

  constructor(log: Log) {
    this.#log = log;
  }

  start(env: Environment): StartingWorker {
    const worker = cluster.fork(env);
    this.#workers.add(worker);
    worker.once('exit', () => this.#workers.delete(worker));
    const exited = new Promise<never>((_resolve, reject) => {
      worker.once('exit', (code, signal) => reject(new WorkerExitError(code, signal)));
    });
    const reported = <T>(pick: (message: WorkerMessage) => T | undefined): Promise<T> => {
      const message = new Promise<T>((resolve) => {
        worker.on('message', (received: WorkerMessage) => {
          const picked = pick(received);
          if (picked !== undefined) resolve(picked);
        });
      });
      // the other one of the two promises may be the only one that is waited for
      return handled(Promise.race([message, exited]));
    };
    return {
      listening: reported((message) => message.listening),
      ready: reported((message) => message.ready),
    };
  }

  /**
   * Replaces workers that exit from now on.
   * @param env environment of the replacements
   */
  replaceWith(env: Environment): void {
    const lived = () => {
      this.#consecutiveExits = 0;
    };
    let calm = setTimeout(lived, restartBackoff.livedMs).unref();
    cluster.on('exit', ({ id }, code, signal) => {
      if (this.#stopping.signal.aborted) return;
      const waitMs = Math.min(restartBackoff.firstMs * 2 ** this.#consecutiveExits++, restartBackoff.longestMs);
      this.#log.error({ worker: id, code, signal, waitMs }, 'worker.ended');
      clearTimeout(calm);
      calm = setTimeout(lived, restartBackoff.livedMs).unref();
      void this.#replace(env, waitMs);
    });
  }

  /** Stops all workers after they have finished the requests in flight. */
  async close(): Promise<void> {
    this.#stopping.abort();
    const ended = [...this.#workers].map(
      (worker) =>
        new Promise<void>((resolve) => {
          worker.once('exit', () => resolve());
          worker.kill('SIGTERM');
        }),
    );
    await Promise.all(ended);
  }

  async #replace(env: Environment, waitMs: number): Promise<void> {
    try {
      await wait(waitMs, undefined, { signal: this.#stopping.signal });
      await this.start(env).ready;
    } catch {
      // aborted by close(), or the new worker exited too, which the exit listener handles
    }
  }
}
