import { startEmbeddedMongodb } from '@voice-sessions/embedded-mongodb';
import type { Logger } from 'pino';
import { type Closers, startInOrder } from './closers.ts';
import type { Config } from './config.ts';
import { type Clock, systemClock } from './kernel/clock.ts';
import { errorFields } from './kernel/error-fields.ts';

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
}

/** Starts the store and the application on it. @throws when the store or the address cannot be had; nothing stays open then */
export function startApp(config: Config, { log: given, clock = systemClock }: AppOptions): Promise<App> {
  const log = given.child({}, { serializers: { err: (error: unknown) => errorFields(error) } });
  return startInOrder(async (closers) => {
    // loading takes as long as the store takes to start, on another core
    const loading = import('./compose.ts');
    const storeUri = await openStore(config, closers);
    const { compose } = await loading;
    return compose(config, storeUri, { log, clock }, closers);
  });
}

/** @returns the URI of the MongoDB of the settings, or of the embedded store, which it starts */
export async function openStore({ store }: Config, closers: Closers): Promise<string> {
  if (store.kind === 'mongodb') return store.uri;
  const embedded = await startEmbeddedMongodb(store);
  closers.push(() => embedded.close());
  return embedded.uri;
}
