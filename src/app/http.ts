import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { MongoStore } from '../adapters/mongodb/connect-mongo-store.ts';
import { renderPlayground } from '../api/graphql/playground/page.ts';
import { playgroundPlugin } from '../api/graphql/playground/plugin.ts';
import { graphqlPlugin } from '../api/graphql/server/plugin.ts';
import { ConcurrencyLimiter } from '../api/graphql/subscriptions/concurrency-limiter.ts';
import { registerSubscriptionTransports } from '../api/graphql/subscriptions/plugin.ts';
import { StreamingExecutor } from '../api/graphql/subscriptions/streaming-executor.ts';
import { createAddressCharge } from '../api/http/charge-address.ts';
import { createConnectionContexts } from '../api/http/connection-context.ts';
import { consolePlugin } from '../api/http/console-route.ts';
import { createContextFactory, createHttpContext } from '../api/http/create-request-context.ts';
import { CrossOriginProtection } from '../api/http/cross-origin-protection.ts';
import { toAppError } from '../api/http/error-mapping.ts';
import { metricsPlugin } from '../api/http/metrics-route.ts';
import { createDeadline } from '../api/http/request-deadline.ts';
import type { OnResponse } from '../api/http/request-summary.ts';
import { createHttpServer, type HttpServer } from '../api/http/server.ts';
import { pagesPlugin } from '../api/pages/plugin.ts';
import { metadataPlugin } from '../api/rest/metadata/plugin.ts';
import { restPlugin } from '../api/rest/server/plugin.ts';
import type { Clock } from '../common/time/clock.ts';
import { RateLimiter } from '../domain/auth/rate-limiter.ts';
import type { Api } from './api.ts';
import type { Config } from './config.ts';
import type { Services } from './services.ts';
import { PortInUseError } from './start-errors.ts';
import { registerGauges, type Telemetry } from './telemetry.ts';

export interface HttpDependencies {
  readonly store: Pick<MongoStore, 'pool' | 'isReachable'>;
  readonly services: Services;
  readonly api: Api;
  readonly telemetry: Telemetry;
  readonly log: Logger;
  readonly clock: Clock;
}

export interface RunningHttp {
  /** With the real port. */
  readonly url: string;
  /** Accepts requests. Until then they are rejected with UNAVAILABLE, and the server reports not ready. */
  accept(): void;
  /**
   * Reports not ready, accepts requests for `SHUTDOWN_DELAY_SECONDS`, finishes those in flight and closes the connections.
   */
  close(): Promise<void>;
}

/** Registers every route and listens. @throws PortInUseError if another process listens on the port */
export async function startHttp(config: Config, dependencies: HttpDependencies): Promise<RunningHttp> {
  const { store, telemetry, log } = dependencies;
  const { trustProxy, httpLimits: limits, corsOrigins } = config;
  let isClosing = false;
  let isAccepting = false;
  const isReady = async () => !isClosing && isAccepting && (await store.isReachable());
  const onResponse: OnResponse = (...response) => telemetry.metrics.observeRequest(...response);
  const isDraining = () => isClosing;
  const server = await createHttpServer({
    ...{ log, isReady, isDraining, trustProxy, limits, corsOrigins, onResponse },
    isAccepting: () => isAccepting,
  });
  const close = async (): Promise<void> => {
    isClosing = true;
    if (isAccepting) await wait(config.shutdownDelaySeconds * 1_000);
    await server.close();
  };
  try {
    telemetry.traceRequests?.(server);
    await registerRoutes(server, config, dependencies, onResponse);
    await server.listen(config.http);
  } catch (error) {
    await close();
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new PortInUseError(config.http) : error;
  }
  const accept = (): void => {
    isAccepting = true;
  };
  return { url: urlOf(server), accept, close };
}

async function registerRoutes(
  server: HttpServer,
  config: Config,
  { store, services, api, telemetry, clock }: HttpDependencies,
  onResponse: OnResponse,
): Promise<void> {
  const { events, authenticator, directory, sessionReads, messageQueries, webhooks, deliveries } = services;
  const readers = { directory, sessionReads, messageQueries, webhooks, deliveries };
  const rateLimiter = new RateLimiter(config.rateLimits, clock);
  const createContext = createContextFactory({
    authenticator,
    ...readers,
    rateLimiter,
    subscriptions: events.subscriptions,
  });
  const chargeAddress = createAddressCharge(rateLimiter);
  const withRequestDeadline = createDeadline(config.httpLimits.requestTimeoutSeconds);
  const crossOrigin = new CrossOriginProtection(config.corsOrigins);
  const contextOf = createHttpContext(createContext, crossOrigin);
  const requestOptions = { contextOf, toAppError, withRequestDeadline };

  if (config.playground) await server.register(playgroundPlugin);
  await server.register(consolePlugin);
  const pages = { chargeAddress, toAppError };
  const shown = { hasPlayground: config.playground, hasMetadata: config.metadata };
  await server.register(pagesPlugin, { ...pages, ...shown, contextOf });
  const { apollo, persistedOperations, compiledRequests, contract, restHandlers: handlers } = api;
  const { live } = config;
  const operationLimiter = new ConcurrencyLimiter(live.maxOperationsPerUser);
  const { onExecuted } = api;
  const streamingExecutor = new StreamingExecutor({ ...api.rules, apollo, operationLimiter, onResponse, onExecuted });
  const subscriptionTransports = await registerSubscriptionTransports(server, {
    operations: streamingExecutor,
    connectionLimiter: new ConcurrencyLimiter(live.maxConnections),
    maxOperations: live.maxOperations,
    persistedOperations,
    chargeAddress,
    connectionContexts: createConnectionContexts(createContext, crossOrigin),
  });
  registerGauges(telemetry, { persistence: store, events, subscriptionTransports, streamingExecutor });
  await server.register(metricsPlugin, { metrics: telemetry.metrics, token: config.metricsToken });
  const playground = config.playground ? renderPlayground() : null;
  const graphql = { apollo, persistedOperations, compiledRequests, playground, subscriptionTransports };
  await server.register(graphqlPlugin, { ...graphql, ...requestOptions });
  if (config.metadata) await server.register(metadataPlugin, { ...pages, contract, clock });
  await server.register(restPlugin, { contract, handlers, hasMetadata: config.metadata, ...requestOptions });
}

function urlOf({ server }: HttpServer): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
