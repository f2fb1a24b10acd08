// Creates a system administrator: npm run create-admin -- EMAIL. The password is that of INITIAL_ADMIN_PASSWORD or
// INITIAL_ADMIN_PASSWORD_FILE; otherwise one is generated and printed.
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { connectMongoStore } from './adapters/mongodb/connect-mongo-store.ts';
import { ConfigError, loadConfig } from './app/config.ts';
import { createAdmin } from './app/create-admin.ts';
import { startWithCleanup } from './app/lifecycle.ts';
import { reasonOf } from './app/prepare-store.ts';
import { openStore } from './app/start-app.ts';
import { isTemporary, storeErrorOf } from './app/start-errors.ts';
import { AppError } from './common/errors/app-error.ts';
import { systemClock } from './common/time/clock.ts';

const messages = {
  created: 'was created',
  promoted: 'exists and is a system administrator now; the password is unchanged',
  unchanged: 'is a system administrator already; nothing was changed',
} as const;

async function run([emailAddress]: readonly string[]): Promise<void> {
  if (!emailAddress) throw new ConfigError(['Usage: npm run create-admin -- EMAIL']);
  const config = loadConfig(process.env);
  const password = config.initialAdminPassword ?? randomBytes(12).toString('base64url');
  const done = await startWithCleanup(async (closers) => {
    const store = await connectMongoStore(await openStore(config, closers, {}));
    closers.push(() => store.close());
    return { outcome: await createAdmin(store, { emailAddress, password }, systemClock) };
  });
  await done.close();
  const isPrinted = done.outcome === 'created' && config.initialAdminPassword === null;
  process.stdout.write(`${emailAddress} ${messages[done.outcome]}.${isPrinted ? ` Password: ${password}` : ''}\n`);
}

function messageOf(error: unknown): string {
  if (isTemporary(error)) return `The database is unavailable: ${reasonOf(error)}`;
  return error instanceof ConfigError || error instanceof AppError ? error.message : String(error);
}

run(process.argv.slice(2)).catch((error: unknown) => {
  const known = storeErrorOf(error);
  process.stderr.write(`${messageOf(known)}\n`);
  process.exitCode = known instanceof ConfigError ? 2 : 1;
});
