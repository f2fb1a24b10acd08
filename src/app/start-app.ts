import { startEmbeddedMongodb } from '@voice-sessions/embedded-mongodb';
import type { Logger } from 'pino';
import { errorFields } from '../common/errors/error-fields.ts';
import { type Clock, systemClock } from '../common/time/clock.ts';
import type { Config } from './config.ts';
import { type CloseCallbacks, startWithCleanup } from './lifecycle.ts';
import type { Prepared } from './prepare-store.ts';

export interface App {
  /** URL of the server, with the actual port. */
  readonly url: string;
  /**
   * Resolves when the server is ready. Requests are rejected with UNAVAILABLE until then.
   * Rejects when the database cannot be prepared, and when the app is closed before.
   */
  readonly ready: Promise<Prepared>;
  /** Stops accepting requests, finishes those in flight, then closes the database. */
  close(): Promise<void>;
}

export interface AppOptions {
  readonly log: Logger;
  readonly clock?: Clock;
  /** Called when the embedded database fails. No request can succeed from then on. */
  readonly onDatabaseFailure?: (error: Error) => void;
}

/**
 * Starts the embedded database, if configured, and the application. Resolves when the server listens.
 * @throws Error if the embedded database cannot be opened or the address cannot be bound; everything already started
 *   is closed
 */
export function startApp(config: Config, options: AppOptions): Promise<App> {
  const { log: given, clock = systemClock } = options;
  const log = given.child({}, { serializers: { err: (error: unknown) => errorFields(error) } });
  return startWithCleanup(async (closers) => {
    // modules load on one core while the database starts on another; both take equally long
    const loading = import('./compose.ts');
    const storeUri = await openStore(config, closers, options);
    const { compose } = await loading;
    return compose(config, storeUri, { log, clock }, closers);
  });
}

/**
 * Starts the embedded database unless the settings name a MongoDB.
 * @returns the connection string of the database
 * @throws DataDirError if the data directory cannot be used
 */
export async function openStore(
  { store }: Config,
  closers: CloseCallbacks,
  { onDatabaseFailure }: Pick<AppOptions, 'onDatabaseFailure'>,
): Promise<string> {
  if (store.kind === 'mongodb') return store.uri;
  const { dataDir } = store;
  const embedded = await startEmbeddedMongodb({
    dataDir,
    ...(onDatabaseFailure && { onFailure: onDatabaseFailure }),
  });
  closers.push(() => embedded.close());
  return embedded.uri;
}
