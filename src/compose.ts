import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { startArchiveJob } from './archive-timer.ts';
import { ApiKeyService } from './auth/api-key-service.ts';
import { Authenticator } from './auth/authenticator.ts';
import { hashPassword, isPassword } from './auth/passwords.ts';
import { RateLimiter } from './auth/quotas.ts';
import { SignInService } from './auth/sign-in-service.ts';
import { SignInThrottle } from './auth/sign-in-throttle.ts';
import type { CloseCallbacks } from './closers.ts';
import type { Config } from './config.ts';
import { consoleDocuments, consolePlugin } from './console/plugin.ts';
import { withEnvelopes } from './contract/envelopes.ts';
import { readContract } from './contract/read-contract.ts';
import { seedDemoData } from './demo-data.ts';
import { AccountResolver } from './directory/account-resolver.ts';
import { createDirectoryServices } from './directory/directory-services.ts';
import { CachedDirectory } from './directory/remembered-directory.ts';
import { createApollo } from './graphql/apollo.ts';
import { buildAppSchema, buildContractSchema } from './graphql/build-app-schema.ts';
import { CompiledRequestHandler } from './graphql/compiled-request-handler.ts';
import { OperationGuard } from './graphql/limits/operation-guard.ts';
import { ConnectionLimiter } from './graphql/live/connection-caps.ts';
import { StreamingExecutor } from './graphql/live/live-operations.ts';
import { registerSubscriptionTransports } from './graphql/live/plugin.ts';
import { OperationExecutor, type OperationExecutorOptions } from './graphql/operation-executor.ts';
import { renderPlayground } from './graphql/playground/page.ts';
import { playgroundPlugin } from './graphql/playground/plugin.ts';
import { graphqlPlugin } from './graphql/plugin.ts';
import { createConnectionContexts } from './http/connection-context.ts';
import { toAppError } from './http/refusal.ts';
import { createHttpContext, createContextFactory } from './http/request-context.ts';
import { createDeadline } from './http/request-deadline.ts';
import type { OnResponse } from './http/request-report.ts';
import { createHttpServer } from './http/server.ts';
import type { Clock } from './kernel/clock.ts';
import { metricsPlugin } from './observability/plugin.ts';
import { createTelemetry, type Telemetry, registerGauges } from './observe.ts';
import { connectMongoStore, type MongoStore } from './persistence/open-persistence.ts';
import { metadataPlugin } from './rest/metadata/plugin.ts';
import { bindHandlers, operationHandlers } from './rest/operation-handlers.ts';
import { restPlugin } from './rest/plugin.ts';
import { createPayloadRenderer } from './rest/webhook-body.ts';
import { createSessionEvents } from './session-events.ts';
import { DeleteSessionsService } from './sessions/delete-sessions-service.ts';
import { NewSessionService } from './sessions/new-session-service.ts';
import { SessionArchiver } from './sessions/session-archiver.ts';
import { SessionCommandService } from './sessions/session-life-service.ts';
import { SessionQueries } from './sessions/session-lists.ts';
import { SessionMessageService } from './sessions/session-message-service.ts';
import { SessionReadService } from './sessions/session-reader.ts';
import { sessionStates } from './sessions/session-states.ts';
import { SessionTranscriptService } from './sessions/session-transcripts.ts';
import { assertTransitionTables } from './sessions/state-table.ts';
import { loadPersistedOperations } from './trusted-documents.ts';
import { createWebhookDelivery, startWebhookDelivery } from './webhook-delivery.ts';
import { SsrfGuard } from './webhooks/target-guard.ts';
import { WebhookDeliveryService } from './webhooks/webhook-deliveries.ts';
import { WebhookService } from './webhooks/webhook-service.ts';

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
  const renderPayloads = createPayloadRenderer({ sessions, messages: persistence.messages, directory: cachedDirectory, contract });
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
  await server.register(graphqlPlugin, { apollo, persistedOperations, compiledRequests, ...requestOptions, playground, subscriptionTransports });
  await server.register(metadataPlugin, { contract, clock });
  const handlers = bindHandlers(operationHandlers(services), contract);
  await server.register(restPlugin, { contract, ...requestOptions, handlers });
  await server.listen(config.http);
  const { address, port, family } = server.server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
