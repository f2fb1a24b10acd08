import type { Logger } from 'pino';
import { connectMongoStore, type MongoStore } from '../adapters/mongodb/connect-mongo-store.ts';
import type { Clock } from '../common/time/clock.ts';
import { sessionStates } from '../domain/sessions/states.ts';
import { assertTransitionTables } from '../domain/sessions/transition-table.ts';
import { createApi } from './api.ts';
import type { Config } from './config.ts';
import { createInitialAdmin } from './create-admin.ts';
import { startHttp } from './http.ts';
import { startArchiving, startEventJobs, startWebhookJob } from './jobs.ts';
import type { CloseCallbacks } from './lifecycle.ts';
import { seedDemoData } from './seed-demo-data.ts';
import { createServices } from './services.ts';
import { createTelemetry, type Telemetry } from './telemetry.ts';

export interface ComposeOptions {
  readonly log: Logger;
  readonly clock: Clock;
}

export interface ServeOptions extends ComposeOptions {
  readonly telemetry: Telemetry;
}

/**
 * Connects to the database and starts the application on it. Every started part adds how it is closed to `closers`, which
 * run in reverse order: archiving, HTTP, Apollo Server, webhooks, events, database, traces.
 * @returns the URL, with the real port, and the password of the demo users when this start created them
 */
export async function compose(
  config: Config,
  storeUri: string,
  { log, clock }: ComposeOptions,
  closers: CloseCallbacks,
): Promise<{ url: string; demoPassword: string | null }> {
  const telemetry = await createTelemetry(config, log);
  const { metrics, tracing } = telemetry;
  if (tracing) closers.push(() => tracing.close());
  const store = await connectMongoStore(storeUri, {
    onCall: (...call) => metrics.observeStoreCall(...call),
    onCommand: tracing?.command ?? null,
  });
  closers.push(() => store.close());
  const demoPassword = config.demo && (await seedDemoData(store.seeder, config.demo, clock));
  if (config.initialAdmin) await createInitialAdmin(store, config.initialAdmin, clock);
  const url = await serve(config, store, { log, clock, telemetry }, closers);
  closers.push(startArchiving(config, { store, clock, log }));
  return { url, demoPassword };
}

/** Starts the services, the APIs and the server over a connected store. @returns the URL, with the real port */
export async function serve(
  config: Config,
  store: MongoStore,
  { log, clock, telemetry }: ServeOptions,
  closers: CloseCallbacks,
): Promise<string> {
  assertTransitionTables(Object.values(sessionStates));
  const services = createServices(config, store, { log, clock });
  closers.push(startEventJobs(config, { store, services, clock, log }));
  const api = await createApi(config, services, {
    log,
    onExecuted: (outcome) => telemetry.metrics.operationExecuted(outcome),
  });
  closers.push(startWebhookJob(config, { store, services, api, telemetry, clock, log }));
  await api.apollo.start();
  closers.push(() => api.apollo.stop());
  const http = await startHttp(config, { store, services, api, telemetry, log, clock });
  closers.push(() => http.close());
  return http.url;
}
