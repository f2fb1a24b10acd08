import 'reflect-metadata';
import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';
import { DataDirError } from '@voice-sessions/embedded-mongodb';
import { type Config, ConfigError, loadConfig } from './app/config.ts';
import { earlierDemoPassword } from './app/demo-password.ts';
import { openLog } from './app/open-log.ts';
import type { Prepared } from './app/prepare-store.ts';
import type { App } from './app/start-app.ts';
import { PortInUseError, storeErrorOf, WorkerExitError } from './app/start-errors.ts';
import { startupMessage } from './app/startup-message.ts';
import type { WorkerMessage } from './cluster.ts';

/**
 * Time limit of a graceful shutdown after `SHUTDOWN_DELAY_SECONDS`, in milliseconds. Requests still in flight after it
 * are aborted.
 */
const graceMs = 10_000;

/** A signal within this time after the first one is the same one, in milliseconds. */
const repeatedSignalMs = 250;

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
/** Whether a developer reads the output: a terminal, and not in production. */
const isTerminal = process.stdout.isTTY === true && config.readableOutput;
const { log, flush, end } = openLog(config.logLevel, isTerminal);
process.prependListener('exit', end);

const options = {
  log,
  onDatabaseFailure(error: Error): void {
    log.fatal({ err: error }, 'database.failed');
    process.exit(exitCodes.failed);
  },
};

/** Starts the server in this process or as several worker processes. Imports only the modules that the mode needs. */
async function start(): Promise<App> {
  const workers = config.workers === 'auto' ? availableParallelism() : config.workers;
  if (workers > 1) return (await import('./cluster.ts')).startWorkers(workers, config, options);
  // imported dynamically: type-graphql requires reflect-metadata first, and static imports are hoisted
  return (await import('./app/start-app.ts')).startApp(config, options);
}

/** Sends a message to the primary process, if this is a worker. */
function report(message: WorkerMessage): void {
  process.send?.(message);
}

async function reportReady(url: string, { demoPassword }: Prepared): Promise<void> {
  if (cluster.isWorker) {
    log.info({ url }, 'worker.ready');
    report({ ready: { demoPassword } });
    return;
  }
  if (isTerminal) {
    const password = demoPassword ?? (await earlierDemoPassword(config));
    process.stdout.write(startupMessage(config, { url, password }));
    return;
  }
  if (demoPassword) log.info({ password: demoPassword, user: 'user@acme.test' }, 'demo.created');
  log.info({ url }, 'ready');
  flush();
}

/** Reports why the start failed. @returns the exit code */
function reportFailure(thrown: unknown): number {
  const error = storeErrorOf(thrown);
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    return exitCodes.badConfig;
  }
  // the worker has reported why
  if (error instanceof WorkerExitError && error.exitCode) return error.exitCode;
  if (error instanceof DataDirError || error instanceof PortInUseError) {
    if (isTerminal) process.stderr.write(`${error.message}\n`);
    else log.fatal({ reason: error.message }, 'start.failed');
  } else {
    log.fatal({ err: error }, 'start.failed');
  }
  return exitCodes.failed;
}

/** Stops the app and ends the process at SIGTERM and SIGINT. @returns whether a signal was received */
function stopOnSignals(app: App): () => boolean {
  let isStopping = false;
  let stoppedAt = 0;
  /** Ends the process at the second signal. Ctrl+C reaches a worker twice: from the terminal and from the primary. */
  const stopAgain = (signal: string): void => {
    if (performance.now() - stoppedAt < repeatedSignalMs) return;
    log.warn({ signal }, 'stopped-at-once');
    process.exit(exitCodes.stopped);
  };
  const stop = async (signal: string): Promise<void> => {
    if (isStopping) return stopAgain(signal);
    isStopping = true;
    stoppedAt = performance.now();
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(exitCodes.stopped), config.shutdownDelaySeconds * 1_000 + graceMs).unref();
    await app.close();
    log.info({}, 'stopped');
    process.exit(exitCodes.stopped);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
  return () => isStopping;
}

/** Waits for the database. @throws the error for which the app can never be ready, after closing it */
async function waitUntilReady(app: App, isStopping: () => boolean): Promise<Prepared | null> {
  try {
    return await app.ready;
  } catch (error) {
    if (isStopping()) return null;
    await app.close();
    throw error;
  }
}

async function run(): Promise<void> {
  try {
    const app = await start();
    const isStopping = stopOnSignals(app);
    if (cluster.isWorker) report({ listening: app.url });
    const prepared = await waitUntilReady(app, isStopping);
    if (prepared) await reportReady(app.url, prepared);
  } catch (error) {
    process.exitCode = reportFailure(error);
    // otherwise the IPC channel to the primary process keeps this worker alive
    cluster.worker?.disconnect();
  }
}

void run();
