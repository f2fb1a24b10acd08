import 'reflect-metadata';
import { pino } from 'pino';
import { type Config, ConfigError, loadConfig } from './config.ts';

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
const readable = process.stdout.isTTY
  ? { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname' } } }
  : {};
const log = pino({ level: config.logLevel, ...readable });

try {
  // type-graphql wants reflect-metadata loaded first, and imports are hoisted
  const { startApp } = await import('./app.ts');
  const app = await startApp(config, { log });
  if (app.demoPassword) log.info({ password: app.demoPassword, user: 'user@acme.test' }, 'demo.created');
  log.info({ url: app.url }, 'ready');

  const stop = async (signal: string): Promise<void> => {
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(exitCodes.stopped), graceMs).unref();
    await app.close();
    log.info({}, 'stopped');
    process.exit(exitCodes.stopped);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal));
} catch (error) {
  log.fatal({ err: error }, 'start.failed');
  process.exitCode = exitCodes.failed;
}
