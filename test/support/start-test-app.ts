import { pino } from 'pino';
import { loadConfig } from '../../src/app/config.ts';
import { type App, startApp } from '../../src/app/start-app.ts';
import type { Clock } from '../../src/common/time/clock.ts';
import { recordDefect } from './compiled-execution-defects.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

/** The password of every demo user in tests. */
export const demoPassword = 'correct horse battery staple';

export interface TestApp extends Omit<App, 'ready'> {
  /** All log records so far. */
  readonly logged: Record<string, unknown>[];
  readonly database: TestDatabase;
}

export interface TestAppOptions {
  readonly clock?: Clock;
  /** Permits defects in compiled code; without this option a defect fails the test. */
  readonly allowsDefects?: boolean;
}

/** Starts the application with demo data on a new database, which is dropped after the tests of the file. */
export async function startTestApp(
  env: Record<string, string> = {},
  { allowsDefects = false, ...options }: TestAppOptions = {},
): Promise<TestApp> {
  const database = freshDatabase();
  const logged: Record<string, unknown>[] = [];
  const write = (line: string): void => {
    const record = JSON.parse(line);
    logged.push(record);
    if (!allowsDefects) recordDefect(record);
  };
  const log = pino({ level: 'debug' }, { write });
  const config = loadConfig({
    PORT: '0',
    MONGODB_URI: database.uri,
    SEED_DEMO: '1',
    DEMO_PASSWORD: demoPassword,
    // no load shedding: parallel test files keep the machine busy
    MAX_DELAY_MS: '0',
    // compiles every operation at its first execution
    COMPILE_AFTER: '1',
    ...env,
  });
  const app = await startApp(config, { log, ...options });
  await app.ready;
  return { ...app, logged, database };
}
