import 'reflect-metadata';
import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';
import { DataDirError } from '@voice-sessions/embedded-mongodb';
import { type Config, ConfigError, loadConfig } from './app/config.ts';
import { openLog } from './app/open-log.ts';
import type { App } from './app/start-app.ts';
import type { WorkerReady } from './cluster.ts';

/** How long a stop may take before what is still under way is cut off. */
const graceMs = 10_000;

const exitCodes = { stopped: 0, failed: 1, badConfig: 2 } as const;

function configOrExit(): Config {
  try {
    return loadConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(exitCodes.badConfig);
  }
}

const config = configOrExit();
const { log, flush, end } = openLog(config.logLevel, process.stdout.isTTY === true);
process.prependListener('exit', end);

const options = {
  log,
  onDatabaseFailure(error: Error): void {
    log.fatal({ err: error }, 'database.failed');
    process.exit(exitCodes.failed);
  },
};

/** Starts the server in this process, or in several worker processes. Loads only the modules that this needs. */
async function start(): Promise<App> {
  const workers = config.workers === 'auto' ? availableParallelism() : config.workers;
  if (workers > 1) return (await import('./cluster.ts')).startWorkers(workers, config, options);
  // type-graphql wants reflect-metadata loaded first, and imports are hoisted
  return (await import('./app/start-app.ts')).startApp(config, options);
}

function reportReady({ url, demoPassword }: App): void {
  if (cluster.isWorker) {
    log.info({ url }, 'worker.ready');
    process.send?.({ url, demoPassword } satisfies WorkerReady);
    return;
  }
  if (demoPassword) log.info({ password: demoPassword, user: 'user@acme.test' }, 'demo.created');
  log.info({ url }, 'ready');
  flush();
}

async function run(): Promise<void> {
  try {
    const app = await start();
    let isStopping = false;
    const stop = async (signal: string): Promise<void> => {
      // from a terminal a worker gets it twice, from there and from the process that started it
      if (isStopping) return;
      isStopping = true;
      log.info({ signal }, 'stopping');
      setTimeout(() => process.exit(exitCodes.stopped), graceMs).unref();
      await app.close();
      log.info({}, 'stopped');
      process.exit(exitCodes.stopped);
    };
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
    reportReady(app);
  } catch (error) {
    if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
    else if (error instanceof DataDirError) log.fatal({ reason: error.message }, 'start.failed');
    else log.fatal({ err: error }, 'start.failed');
    process.exitCode = error instanceof ConfigError ? exitCodes.badConfig : exitCodes.failed;
    // else the channel to whoever started it keeps it alive
    cluster.worker?.disconnect();
  }
}

void run();
