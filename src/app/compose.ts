import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { connectMongoStore, type MongoStore } from '../adapters/mongodb/connect-mongo-store.ts';
import { withEnvelopes } from '../api/contract/envelopes.ts';
import { readContract } from '../api/contract/read-contract.ts';
import { CompiledRequestHandler } from '../api/graphql/executor/compiled-request-handler.ts';
import { OperationExecutor, type OperationExecutorOptions } from '../api/graphql/executor/operation-executor.ts';
import { OperationGuard } from '../api/graphql/limits/operation-guard.ts';
import { renderPlayground } from '../api/graphql/playground/page.ts';
import { playgroundPlugin } from '../api/graphql/playground/plugin.ts';
import { createApollo } from '../api/graphql/server/apollo.ts';
import { buildAppSchema, buildContractSchema } from '../api/graphql/server/build-app-schema.ts';
import { graphqlPlugin } from '../api/graphql/server/plugin.ts';
import { ConnectionLimiter } from '../api/graphql/subscriptions/connection-limiter.ts';
import { registerSubscriptionTransports } from '../api/graphql/subscriptions/plugin.ts';
import { StreamingExecutor } from '../api/graphql/subscriptions/streaming-executor.ts';
import { createConnectionContexts } from '../api/http/connection-context.ts';
import { consoleDocuments, consolePlugin } from '../api/http/console-route.ts';
import { createContextFactory, createHttpContext } from '../api/http/create-request-context.ts';
import { toAppError } from '../api/http/error-mapping.ts';
import { metricsPlugin } from '../api/http/metrics-route.ts';
import { createDeadline } from '../api/http/request-deadline.ts';
import type { OnResponse } from '../api/http/request-summary.ts';
import { createHttpServer } from '../api/http/server.ts';
import { SignInService } from '../api/http/sign-in-service.ts';
import { createPayloadRenderer } from '../api/rest/codecs/webhook-payload.ts';
import { bindHandlers, operationHandlers } from '../api/rest/handlers/operation-handlers.ts';
import { metadataPlugin } from '../api/rest/metadata/plugin.ts';
import { restPlugin } from '../api/rest/server/plugin.ts';
import type { Clock } from '../common/time/clock.ts';
import { ApiKeyService } from '../domain/auth/api-key-service.ts';
import { Authenticator } from '../domain/auth/authenticator.ts';
import { hashPassword, isPassword } from '../domain/auth/passwords.ts';
import { RateLimiter } from '../domain/auth/rate-limiter.ts';
import { SignInThrottle } from '../domain/auth/sign-in-throttle.ts';
import { AccountResolver } from '../domain/directory/account-resolver.ts';
import { CachedDirectory } from '../domain/directory/cached-directory.ts';
import { createDirectoryServices } from '../domain/directory/services.ts';
import { SessionArchiver } from '../domain/sessions/archiver.ts';
import { SessionCommandService } from '../domain/sessions/command-service.ts';
import { DeleteSessionsService } from '../domain/sessions/delete-sessions-service.ts';
import { SessionMessageService } from '../domain/sessions/message-service.ts';
import { NewSessionService } from '../domain/sessions/new-session-service.ts';
import { SessionQueries } from '../domain/sessions/queries.ts';
import { SessionReadService } from '../domain/sessions/read-service.ts';
import { sessionStates } from '../domain/sessions/states.ts';
import { SessionTranscriptService } from '../domain/sessions/transcript-service.ts';
import { assertTransitionTables } from '../domain/sessions/transition-table.ts';
import { WebhookDeliveryService } from '../domain/webhooks/delivery-service.ts';
import { WebhookService } from '../domain/webhooks/service.ts';
import { SsrfGuard } from '../domain/webhooks/ssrf-guard.ts';
import type { Config } from './config.ts';
import { startArchiveJob } from './jobs/archive-sessions.ts';
import type { CloseCallbacks } from './lifecycle.ts';
import { loadPersistedOperations } from './persisted-operations.ts';
import { seedDemoData } from './seed-demo-data.ts';
import { createSessionEvents } from './session-events.ts';
import { createTelemetry, registerGauges, type Telemetry } from './telemetry.ts';
import { createWebhookDelivery, startWebhookDelivery } from './webhook-delivery.ts';

export interface ComposeOptions {
  readonly log: Logger;
  readonly clock: Clock;
}

export interface ServeOptions extends ComposeOptions {
  readonly telemetry: Telemetry;
}

/**
 * Builds every object by hand, in order, and listens. What must be closed is added to `closers`, also when it fails.
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
  const persistence = await connectMongoStore(storeUri, {
    onCall: (...call) => metrics.observeStoreCall(...call),
    onCommand: tracing?.command ?? null,
  });
  closers.push(() => persistence.close());
  const demoPassword = config.demo && (await seedDemoData(persistence.seeder, config.demo, clock));
  const url = await serve(config, persistence, { log, clock, telemetry }, closers);
  const archive = persistence.sessionArchive;
  closers.push(startArchiveJob(new SessionArchiver({ archive, clock, afterDays: config.archiveAfterDays }), log));
  return { url, demoPassword };
}

/**
 * Every service over what is kept, and every door over these; then it listens.
 * @returns the URL, with the real port
 */
export async function serve(
  config: Config,
  persistence: MongoStore,
  { log, clock, telemetry }: ServeOptions,
  closers: CloseCallbacks,
): Promise<string> {
  const { metrics } = telemetry;
  const { sessions, sessionWriter, directory, signIns: signInRepository, apiKeys: apiKeyRepository } = persistence;

  // what is done
  assertTransitionTables(Object.values(sessionStates));
  const apiKeys = new ApiKeyService({ apiKeys: apiKeyRepository, clock });
  const throttle = new SignInThrottle(clock);
  const authenticator = new Authenticator({ directory, signIns: signInRepository, apiKeys, throttle, clock });
  const signIns = new SignInService({ authenticator, directory });
  const accounts = new AccountResolver(directory);
  const cachedDirectory = new CachedDirectory(directory, clock);
  const newSessions = new NewSessionService({
    sessions,
    directory: cachedDirectory,
    accounts: new AccountResolver(cachedDirectory),
    clock,
  });
  const sessionReads = new SessionReadService({ sessions, messages: persistence.messages });
  const queries = new SessionQueries({ repository: persistence.sessionLists, customers: persistence.customerTree });
  const transcripts = new SessionTranscriptService({ sessions, messages: persistence.messages });
  const commands = new SessionCommandService({ sessions, sessionWriter, directory: cachedDirectory, clock });
  const messages = new SessionMessageService({ commands, sessions, messages: persistence.messages, clock });
  const events = createSessionEvents({ persistence, clock, log, retentionDays: config.eventRetentionDays });
  closers.push(() => events.close());
  const deletions = new DeleteSessionsService({
    sessionWriter,
    messages: persistence.messages,
    accounts,
    relay: events.relay,
    clock,
  });
  const ssrfGuard = new SsrfGuard({ allowPrivate: config.webhookAllowPrivate });
  const { webhooks: webhookStore, deliveries: deliveryStore } = persistence.webhooks;
  const webhooks = new WebhookService({
    webhooks: webhookStore,
    deliveries: deliveryStore,
    events: persistence.events,
    accounts,
    guard: ssrfGuard,
    clock,
  });
  const deliveries = new WebhookDeliveryService({ webhooks, deliveries: deliveryStore, clock });
  const passwords = { hash: hashPassword, matches: isPassword };
  const directoryServices = createDirectoryServices({
    ...persistence,
    users: cachedDirectory.invalidateOnWrite(persistence.users),
    userReferences: cachedDirectory.invalidateOnWrite(persistence.userReferences),
    customers: cachedDirectory.invalidateOnWrite(persistence.customers),
    endpoints: cachedDirectory.invalidateOnWrite(persistence.endpoints),
    accountStore: cachedDirectory.invalidateOnWrite(persistence.accountStore),
    accounts,
    passwords,
    clock,
  });
  const sessionServices = { newSessions, sessionReads, queries, commands, messages, deletions };

  // what it looks like from outside
  const services = {
    ...sessionServices,
    transcripts,
    history: events.history,
    signIns,
    apiKeys,
    webhooks,
    deliveries,
    directory: directoryServices,
  };
  const schema = buildAppSchema(services);
  const contract = withEnvelopes(readContract(buildContractSchema(services)));
  const renderPayloads = createPayloadRenderer({
    sessions,
    messages: persistence.messages,
    directory: cachedDirectory,
    contract,
  });
  const delivery = createWebhookDelivery({ persistence, guard: ssrfGuard, renderPayloads, telemetry, clock, log });
  closers.push(startWebhookDelivery({ delivery, feed: events.feed, webhooks, log }));
  const { introspection, hideSchemaDetails, compileAfter } = config;
  const guard = new OperationGuard(schema, config.queryLimits);
  const rules = { schema, guard, introspection, hideSchemaDetails };
  const persistedOperations = await loadPersistedOperations(config.trustedDocuments, consoleDocuments, rules);
  const onExecuted: OperationExecutorOptions['onExecuted'] = (outcome) => metrics.operationExecuted(outcome);
  const operations = new OperationExecutor(schema, { compileAfter, onExecuted });
  const apollo = createApollo({ schema, introspection, guard, hideSchemaDetails, operations, log });
  await apollo.start();
  closers.push(() => apollo.stop());

  // the doors
  let closing = false;
  const isReady = async () => !closing && (await persistence.isReachable());
  const onResponse: OnResponse = (...answer) => metrics.observeRequest(...answer);
  const { trustProxy, httpLimits: limits, corsOrigins } = config;
  const server = await createHttpServer({ log, isReady, trustProxy, limits, corsOrigins, onResponse });
  telemetry.traceRequests?.(server);
  closers.push(async () => {
    closing = true;
    await server.close();
  });
  const rateLimiter = new RateLimiter(config.rateLimits, clock);
  const { subscriptions } = events;
  const makeContext = createContextFactory({
    authenticator,
    directory: cachedDirectory,
    sessionReads,
    webhooks,
    deliveries,
    rateLimiter,
    subscriptions,
  });
  const contextOf = createHttpContext(makeContext);
  const requestOptions = { contextOf, toAppError, withRequestDeadline: createDeadline(limits.requestTimeoutSeconds) };
  const playground = config.playground ? renderPlayground() : null;
  if (playground) await server.register(playgroundPlugin);
  await server.register(consolePlugin);
  const { maxConnections, maxOperations } = config.live;
  const streamingExecutor = new StreamingExecutor({ ...rules, apollo, onResponse, onExecuted });
  const subscriptionTransports = await registerSubscriptionTransports(server, {
    operations: streamingExecutor,
    connectionLimiter: new ConnectionLimiter(maxConnections),
    maxOperations,
    persistedOperations,
    connectionContexts: createConnectionContexts(makeContext),
  });
  registerGauges(telemetry, { persistence, events, subscriptionTransports, streamingExecutor });
  await server.register(metricsPlugin, { metrics, token: config.metricsToken });
  const compiledRequests = new CompiledRequestHandler(operations, guard);
  await server.register(graphqlPlugin, {
    apollo,
    persistedOperations,
    compiledRequests,
    ...requestOptions,
    playground,
    subscriptionTransports,
  });
  await server.register(metadataPlugin, { contract, clock });
  const handlers = bindHandlers(operationHandlers(services), contract);
  await server.register(restPlugin, { contract, ...requestOptions, handlers });
  await server.listen(config.http);
  const { address, port, family } = server.server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
