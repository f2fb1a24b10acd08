import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createMongoStore, type MongoStore } from '../adapters/mongodb/connect-mongo-store.ts';
import type { Clock } from '../common/time/clock.ts';
import { sessionStates } from '../domain/sessions/states.ts';
import { assertTransitionTables } from '../domain/sessions/transition-table.ts';
import { createApi } from './api.ts';
import type { Config } from './config.ts';
import { startHttp } from './http.ts';
import { startArchiving, startEventJobs, startWebhookJob } from './jobs.ts';
import { type CloseCallbacks, handled, startLater } from './lifecycle.ts';
import { type Prepared, prepareStore, untilAvailable } from './prepare-store.ts';
import { createServices } from './services.ts';
import { isTemporary } from './start-errors.ts';
import { createTelemetry, type Telemetry } from './telemetry.ts';

export interface ComposeOptions {
  readonly log: Logger;
  readonly clock: Clock;
}

export interface ServeOptions extends ComposeOptions {
  readonly telemetry: Telemetry;
}

/**
 * Time after which a server listens although its database is not prepared yet, in milliseconds. Long index builds take
 * longer, and liveness probes would restart a server that does not listen. Not at once: a proxy without health checks
 * sends requests to every server that listens.
 */
const listenAfterMs = 5_000;

/** A server that listens. */
export interface Listening {
  /** With the real port. */
  readonly url: string;
  /** Resolves when the database is prepared and requests are accepted. Rejects when that can never succeed. */
  readonly ready: Promise<Prepared>;
}

/**
 * Prepares the database and starts the application on it. A server whose database is unavailable listens and waits for
 * it. Every started part adds how it is closed to `closers`, which run in reverse order: archiving, HTTP, Apollo Server,
 * webhooks, events, database, traces.
 */
export async function compose(
  config: Config,
  storeUri: string,
  { log, clock }: ComposeOptions,
  closers: CloseCallbacks,
): Promise<Listening> {
  const telemetry = await createTelemetry(config, log);
  const { metrics, tracing } = telemetry;
  if (tracing) closers.push(() => tracing.close());
  const store = createMongoStore(storeUri, {
    onCall: (...call) => metrics.observeStoreCall(...call),
    onCommand: tracing?.command ?? null,
    onReopen: (address) => log.warn({ address }, 'database.reopened'),
  });
  const stopping = new AbortController();
  closers.push(() => {
    stopping.abort();
    return store.close();
  });
  const prepare = () => prepareStore(config, store, clock);
  const first = handled(prepare());
  await Promise.race([first.catch(rethrowUnlessTemporary), wait(listenAfterMs, undefined, { ref: false })]);
  const { url, accept } = await serve(config, store, { log, clock, telemetry }, closers);
  const startJobs = startLater(closers, () => startArchiving(config, { store, clock, log }));
  const prepared = untilAvailable(first, {
    retry: prepare,
    onUnavailable: (reason) => log.warn({ url, reason }, 'database.waiting'),
    signal: stopping.signal,
  });
  const ready = prepared.then((result) => {
    accept();
    startJobs();
    return result;
  });
  return { url, ready: handled(ready) };
}

function rethrowUnlessTemporary(error: unknown): void {
  if (!isTemporary(error)) throw error;
}

/**
 * Starts the services, the APIs and the server over a store.
 * @returns the URL, with the real port; `accept` accepts requests and starts the jobs, once the store is prepared
 */
export async function serve(
  config: Config,
  store: MongoStore,
  { log, clock, telemetry }: ServeOptions,
  closers: CloseCallbacks,
): Promise<{ url: string; accept: () => void }> {
  assertTransitionTables(Object.values(sessionStates));
  const services = createServices(config, store, { log, clock });
  const startEvents = startLater(closers, () => startEventJobs(config, { store, services, clock, log }));
  const api = await createApi(config, services, {
    log,
    onExecuted: (outcome) => telemetry.metrics.operationExecuted(outcome),
  });
  const startWebhooks = startLater(closers, () =>
    startWebhookJob(config, { store, services, api, telemetry, clock, log }),
  );
  await api.apollo.start();
  closers.push(() => api.apollo.stop());
  const http = await startHttp(config, { store, services, api, telemetry, log, clock });
  closers.push(() => http.close());
  const accept = (): void => {
    http.accept();
    startEvents();
    startWebhooks();
  };
  return { url: http.url, accept };
}
