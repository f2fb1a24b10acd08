import cluster, { type Worker } from 'node:cluster';
import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from './app/config.ts';
import { startWithCleanup } from './app/lifecycle.ts';
import { type App, type AppOptions, openStore } from './app/start-app.ts';
import type { Log } from './common/logging/log.ts';

/** What a worker tells whoever started it, once it is ready. */
export type WorkerReady = Pick<App, 'url' | 'demoPassword'>;

type Environment = Readonly<Record<string, string>>;

/** How long it takes until a worker that ended is replaced: longer each time, until one has lived for a while. */
const restartBackoff = { firstMs: 100, longestMs: 10_000, livedMs: 60_000 } as const;

/**
 * Starts so many processes that share one port, and the embedded store, if that is the one, in its own. The first of them
 * prepares the database; the others start when it is ready.
 * @throws when the store or a worker cannot be started; nothing stays open then
 */
export async function startWorkers(count: number, config: Config, options: AppOptions): Promise<App> {
  return startWithCleanup(async (closers) => {
    const storeUri = await openStore(config, closers, options);
    const pool = new WorkerPool(options.log);
    closers.push(() => pool.close());
    const workerEnv = { WORKERS: '1', MONGODB_URI: storeUri };
    const first = await pool.start({ ...workerEnv, SEED_DEMO: config.demo ? '1' : '0' });
    const otherWorkersEnv = { ...workerEnv, SEED_DEMO: '0' };
    await Promise.all(Array.from({ length: count - 1 }, () => pool.start(otherWorkersEnv)));
    pool.replaceWith(otherWorkersEnv);
    return first;
  });
}

/** Workers that are kept at work. */
class WorkerPool {
  readonly #log: Log;
  readonly #workers = new Set<Worker>();
  readonly #stopping = new AbortController();
  #consecutiveExits = 0;

  constructor(log: Log) {
    this.#log = log;
  }

  /** @throws when it ends before it is ready */
  start(env: Environment): Promise<WorkerReady> {
    const worker = cluster.fork(env);
    this.#workers.add(worker);
    worker.once('exit', () => this.#workers.delete(worker));
    return new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('exit', (code, signal) =>
        reject(new Error(`a worker ended by ${signal ?? code} before it was ready`)),
      );
    });
  }

  /** From now on a worker that ends is replaced by one with this environment. */
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

  /** Lets all finish what is under way. */
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
      await this.start(env);
    } catch {
      // stopping meanwhile, or it ended too, which is seen where every end is
    }
  }
}
