import { pino } from 'pino';
import { loadConfig } from '../../src/app/config.ts';
import { type App, startApp } from '../../src/app/start-app.ts';
import type { Clock } from '../../src/common/time/clock.ts';
import { recordDefect } from './compiled-execution-defects.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

/** The password of every demo user in tests. */
export const demoPassword = 'correct horse battery staple';

export interface TestApp extends App {
  /** Everything logged so far, one record a line. */
  readonly logged: Record<string, unknown>[];
  readonly database: TestDatabase;
}

export interface TestAppOptions {
  readonly clock?: Clock;
  /** For tests of defects of compiled code, which fail every other test. */
  readonly allowsDefects?: boolean;
}

/** The application with demo data, on a database of its own, which is dropped when the file's tests are over. */
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
    // a machine that is busy with other tests is no reason to refuse one
    MAX_DELAY_MS: '0',
    // so that every operation of every test is a compiled one
    COMPILE_AFTER: '1',
    ...env,
  });
  const app = await startApp(config, { log, ...options });
  return { ...app, logged, database };
}
