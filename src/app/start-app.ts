import { startEmbeddedMongodb } from '@voice-sessions/embedded-mongodb';
import type { Logger } from 'pino';
import { errorFields } from '../common/errors/error-fields.ts';
import { type Clock, systemClock } from '../common/time/clock.ts';
import type { Config } from './config.ts';
import { type CloseCallbacks, startWithCleanup } from './lifecycle.ts';

export interface App {
  /** Where it listens, with the real port. */
  readonly url: string;
  /** The password of the demo users, when this start created them. */
  readonly demoPassword: string | null;
  /** Stops accepting, finishes what is under way, then closes the store. */
  close(): Promise<void>;
}

export interface AppOptions {
  readonly log: Logger;
  readonly clock?: Clock;
  /** Called when the embedded database ends by itself: no request can succeed from then on. */
  readonly onDatabaseFailure?: (error: Error) => void;
}

/** Starts the store and the application on it. @throws when the store or the address cannot be had; nothing stays open then */
export function startApp(config: Config, options: AppOptions): Promise<App> {
  const { log: given, clock = systemClock } = options;
  const log = given.child({}, { serializers: { err: (error: unknown) => errorFields(error) } });
  return startWithCleanup(async (closers) => {
    // loading takes as long as the store takes to start, on another core
    const loading = import('./compose.ts');
    const storeUri = await openStore(config, closers, options);
    const { compose } = await loading;
    return compose(config, storeUri, { log, clock }, closers);
  });
}

/**
 * Starts the embedded database unless the settings name a MongoDB.
 * @returns the connection string of either
 * @throws DataDirError when the data folder cannot be used
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
