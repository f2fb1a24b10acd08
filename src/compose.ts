import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { startArchiveTimer } from './archive-timer.ts';
import { ApiKeyService } from './auth/api-key-service.ts';
import { Authenticator } from './auth/authenticator.ts';
import { hashPassword, isPassword } from './auth/passwords.ts';
import { Quotas } from './auth/quotas.ts';
import { SignInService } from './auth/sign-in-service.ts';
import { SignInThrottle } from './auth/sign-in-throttle.ts';
import type { Closers } from './closers.ts';
import type { Config } from './config.ts';
import { consoleDocuments, consolePlugin } from './console/plugin.ts';
import { withEnvelopes } from './contract/envelopes.ts';
import { readContract } from './contract/read-contract.ts';
import { seedDemoData } from './demo-data.ts';
import { AccountResolver } from './directory/account-resolver.ts';
import { createDirectoryServices } from './directory/directory-services.ts';
import { RememberedDirectory } from './directory/remembered-directory.ts';
import { createApollo } from './graphql/apollo.ts';
import { buildAppSchema, buildContractSchema } from './graphql/build-app-schema.ts';
import { CompiledRequestHandler } from './graphql/compiled-request-handler.ts';
import { OperationGuard } from './graphql/limits/operation-guard.ts';
import { ConnectionCaps } from './graphql/live/connection-caps.ts';
import { LiveOperations } from './graphql/live/live-operations.ts';
import { openLiveDoors } from './graphql/live/plugin.ts';
import { OperationExecutor, type OperationExecutorOptions } from './graphql/operation-executor.ts';
import { renderPlayground } from './graphql/playground/page.ts';
import { playgroundPlugin } from './graphql/playground/plugin.ts';
import { graphqlPlugin } from './graphql/plugin.ts';
import { createConnectionContexts } from './http/connection-context.ts';
import { refusalOf } from './http/refusal.ts';
import { createContextFactory, createContextMaker } from './http/request-context.ts';
import { createDeadline } from './http/request-deadline.ts';
import type { OnAnswered } from './http/request-report.ts';
import { createHttpServer } from './http/server.ts';
import type { Clock } from './kernel/clock.ts';
import { metricsPlugin } from './observability/plugin.ts';
import { createObservers, type Observers, readNow } from './observe.ts';
import { openPersistence, type Persistence } from './persistence/open-persistence.ts';
import { metadataPlugin } from './rest/metadata/plugin.ts';
import { bindHandlers, operationHandlers } from './rest/operation-handlers.ts';
import { restPlugin } from './rest/plugin.ts';
import { webhookBodies } from './rest/webhook-body.ts';
import { createSessionEvents } from './session-events.ts';
import { DeleteSessionsService } from './sessions/delete-sessions-service.ts';
import { NewSessionService } from './sessions/new-session-service.ts';
import { SessionArchiver } from './sessions/session-archiver.ts';
import { SessionLifeService } from './sessions/session-life-service.ts';
import { SessionLists } from './sessions/session-lists.ts';
import { SessionMessageService } from './sessions/session-message-service.ts';
import { SessionReader } from './sessions/session-reader.ts';
import { sessionStates } from './sessions/session-states.ts';
import { SessionTranscripts } from './sessions/session-transcripts.ts';
import { checkStateTables } from './sessions/state-table.ts';
import { openDocuments } from './trusted-documents.ts';
import { createWebhookDelivery, startWebhookDelivery } from './webhook-delivery.ts';
import { TargetGuard } from './webhooks/target-guard.ts';
import { WebhookDeliveries } from './webhooks/webhook-deliveries.ts';
import { WebhookService } from './webhooks/webhook-service.ts';

export interface ComposeOptions {
  readonly log: Logger;
  readonly clock: Clock;
}

export interface ServeOptions extends ComposeOptions {
  readonly observers: Observers;
}

/**
 * Builds every object by hand, in order, and listens. What must be closed is added to `closers`, also when it fails.
 * @returns the URL, with the real port, and the password of the demo users when this start created them
 */
export async function compose(
  config: Config,
  storeUri: string,
  { log, clock }: ComposeOptions,
  closers: Closers,
): Promise<{ url: string; demoPassword: string | null }> {
  const observers = await createObservers(config, log);
  const { metrics, tracing } = observers;
  if (tracing) closers.push(() => tracing.close());
  const persistence = await openPersistence(storeUri, {
    onCall: (...call) => metrics.storeCalled(...call),
    onCommand: tracing?.command ?? null,
  });
  closers.push(() => persistence.close());
  const demoPassword = config.demo && (await seedDemoData(persistence.seeder, config.demo, clock));
  const url = await serve(config, persistence, { log, clock, observers }, closers);
  const archive = persistence.sessionArchive;
  closers.push(startArchiveTimer(new SessionArchiver({ archive, clock, afterDays: config.archiveAfterDays }), log));
  return { url, demoPassword };
}

/**
 * Every service over what is kept, and every door over these; then it listens.
 * @returns the URL, with the real port
 */
export async function serve(
  config: Config,
  persistence: Persistence,
  { log, clock, observers }: ServeOptions,
  closers: Closers,
): Promise<string> {
  const { metrics } = observers;
  const { sessions, changes, directory, signIns: signInRepository, apiKeys: apiKeyRepository } = persistence;

  // what is done
  checkStateTables(Object.values(sessionStates));
  const apiKeys = new ApiKeyService({ apiKeys: apiKeyRepository, clock });
  const throttle = new SignInThrottle(clock);
  const authenticator = new Authenticator({ directory, signIns: signInRepository, apiKeys, throttle, clock });
  const signIns = new SignInService({ authenticator, directory });
  const accounts = new AccountResolver(directory);
  const lookUps = new RememberedDirectory(directory, clock);
  const newSessions = new NewSessionService({
    sessions,
    directory: lookUps,
    accounts: new AccountResolver(lookUps),
    clock,
  });
  const reader = new SessionReader({ sessions, messages: persistence.messages });
  const lists = new SessionLists({ lists: persistence.sessionLists, customers: persistence.customerTree });
  const transcripts = new SessionTranscripts({ sessions, messages: persistence.messages });
  const life = new SessionLifeService({ sessions, changes, directory: lookUps, clock });
  const messages = new SessionMessageService({ life, sessions, messages: persistence.messages, clock });
  const events = createSessionEvents({ persistence, clock, log, retentionDays: config.eventRetentionDays });
  closers.push(() => events.close());
  const deletions = new DeleteSessionsService({
    changes,
    messages: persistence.messages,
    accounts,
    outboxes: events.mover,
    clock,
  });
  const targets = new TargetGuard({ allowPrivate: config.webhookAllowPrivate });
  const { webhooks: webhookStore, deliveries: deliveryStore } = persistence.ofWebhooks;
  const webhooks = new WebhookService({
    webhooks: webhookStore,
    deliveries: deliveryStore,
    events: persistence.events,
    accounts,
    guard: targets,
    clock,
  });
  const deliveries = new WebhookDeliveries({ webhooks, deliveries: deliveryStore, clock });
  const passwords = { hash: hashPassword, matches: isPassword };
  const directoryServices = createDirectoryServices({
    ...persistence,
    users: lookUps.forgettingAfterWrites(persistence.users),
    userBelongings: lookUps.forgettingAfterWrites(persistence.userBelongings),
    customers: lookUps.forgettingAfterWrites(persistence.customers),
    endpoints: lookUps.forgettingAfterWrites(persistence.endpoints),
    accountStore: lookUps.forgettingAfterWrites(persistence.accountStore),
    accounts,
    passwords,
    clock,
  });
  const ofSessions = { newSessions, reader, lists, life, messages, deletions };

  // what it looks like from outside
  const services = {
    ...ofSessions,
    transcripts,
    timeline: events.timeline,
    signIns,
    apiKeys,
    webhooks,
    deliveries,
    directory: directoryServices,
  };
  const schema = buildAppSchema(services);
  const contract = withEnvelopes(readContract(buildContractSchema(services)));
  const writeBodies = webhookBodies({ sessions, messages: persistence.messages, directory: lookUps, contract });
  const delivery = createWebhookDelivery({ persistence, guard: targets, writeBodies, observers, clock, log });
  closers.push(startWebhookDelivery({ delivery, feed: events.feed, webhooks, log }));
  const { introspection, hideSchemaDetails, compileAfter } = config;
  const guard = new OperationGuard(schema, config.queryLimits);
  const rules = { schema, guard, introspection, hideSchemaDetails };
  const documents = await openDocuments(config.trustedDocuments, consoleDocuments, rules);
  const onExecuted: OperationExecutorOptions['onExecuted'] = (outcome) => metrics.operationExecuted(outcome);
  const operations = new OperationExecutor(schema, { compileAfter, onExecuted });
  const apollo = createApollo({ schema, introspection, guard, hideSchemaDetails, operations, log });
  await apollo.start();
  closers.push(() => apollo.stop());

  // the doors
  let closing = false;
  const isReady = async () => !closing && (await persistence.isReachable());
  const onAnswered: OnAnswered = (...answer) => metrics.answered(...answer);
  const { trustProxy, httpLimits: limits, corsOrigins } = config;
  const server = await createHttpServer({ log, isReady, trustProxy, limits, corsOrigins, onAnswered });
  observers.traceRequests?.(server);
  closers.push(async () => {
    closing = true;
    await server.close();
  });
  const quotas = new Quotas(config.rateLimits, clock);
  const { subscriptions } = events;
  const makeContext = createContextMaker({
    authenticator,
    directory: lookUps,
    reader,
    webhooks,
    deliveries,
    quotas,
    subscriptions,
  });
  const contextOf = createContextFactory(makeContext);
  const ofRequests = { contextOf, refusalOf, underDeadline: createDeadline(limits.deadlineSeconds) };
  const playground = config.playground ? renderPlayground() : null;
  if (playground) await server.register(playgroundPlugin);
  await server.register(consolePlugin);
  const { maxConnections, maxOperations } = config.live;
  const liveOperations = new LiveOperations({ ...rules, apollo, onAnswered, onExecuted });
  const live = await openLiveDoors(server, {
    operations: liveOperations,
    caps: new ConnectionCaps(maxConnections),
    maxOperations,
    documents,
    connectionContexts: createConnectionContexts(makeContext),
  });
  readNow(observers, { persistence, events, live, liveOperations });
  await server.register(metricsPlugin, { metrics, token: config.metricsToken });
  const compiled = new CompiledRequestHandler(operations, guard);
  await server.register(graphqlPlugin, { apollo, documents, compiled, ...ofRequests, playground, live });
  await server.register(metadataPlugin, { contract, clock });
  const handlers = bindHandlers(operationHandlers(services), contract);
  await server.register(restPlugin, { contract, ...ofRequests, handlers });
  await server.listen(config.http);
  const { address, port, family } = server.server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
