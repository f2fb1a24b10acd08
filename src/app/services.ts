import type { MongoStore } from '../adapters/mongodb/connect-mongo-store.ts';
import { SignInService } from '../api/http/sign-in-service.ts';
import type { Log } from '../common/logging/log.ts';
import type { Clock } from '../common/time/clock.ts';
import { ApiKeyService } from '../domain/auth/api-key-service.ts';
import { Authenticator } from '../domain/auth/authenticator.ts';
import { hashPassword } from '../domain/auth/passwords.ts';
import { SignInThrottle } from '../domain/auth/sign-in-throttle.ts';
import { AccountResolver } from '../domain/directory/account-resolver.ts';
import { CachedDirectory } from '../domain/directory/cached-directory.ts';
import type { DirectoryReader } from '../domain/directory/repository.ts';
import { createDirectoryServices, type DirectoryServices } from '../domain/directory/services.ts';
import { EventFeed } from '../domain/events/feed.ts';
import { SessionEventHistory } from '../domain/events/history.ts';
import { OutboxRelay } from '../domain/events/outbox-relay.ts';
import { EventSubscriptionService } from '../domain/events/subscription-service.ts';
import { ActiveCallService } from '../domain/sessions/active-call-service.ts';
import { SessionCommandService } from '../domain/sessions/command-service.ts';
import { DeleteSessionsService } from '../domain/sessions/delete-sessions-service.ts';
import { MessageQueries } from '../domain/sessions/message-queries.ts';
import { MessageService } from '../domain/sessions/message-service.ts';
import { NewSessionService } from '../domain/sessions/new-session-service.ts';
import { SessionQueries } from '../domain/sessions/queries.ts';
import { SessionReadService } from '../domain/sessions/read-service.ts';
import { SessionTranscriptService } from '../domain/sessions/transcript-service.ts';
import { WebhookDeliveryService } from '../domain/webhooks/delivery-service.ts';
import { WebhookService } from '../domain/webhooks/service.ts';
import { SsrfGuard } from '../domain/webhooks/ssrf-guard.ts';
import type { Config } from './config.ts';

export interface ServiceOptions {
  readonly log: Log;
  readonly clock: Clock;
}

interface AccountOptions extends ServiceOptions {
  readonly accounts: AccountResolver;
}

/** The application's services, by feature. None of them runs in the background; jobs.ts starts what does. */
export type Services = ReturnType<typeof createServices>;

/** Builds every domain service over a store. */
export function createServices(config: Config, store: MongoStore, options: ServiceOptions) {
  const directory = new CachedDirectory(store.directory, options.clock);
  const accounts = new AccountResolver(store.directory);
  const events = createEvents(store, directory, options);
  const auth = createAuth(store, options);
  return {
    directory,
    ...auth,
    ...createSessionServices(
      store,
      { directory, accounts, relay: events.relay, archiveAfterDays: config.archiveAfterDays },
      options,
    ),
    events,
    history: events.history,
    ...createWebhookServices(config, store, { accounts, ...options }),
    directoryServices: createDirectory(store, directory, { ...auth, accounts, ...options }),
  };
}

function createAuth(store: MongoStore, { clock }: ServiceOptions) {
  const { directory } = store;
  const apiKeys = new ApiKeyService({ apiKeys: store.apiKeys, clock });
  const throttle = new SignInThrottle(clock);
  const authenticator = new Authenticator({ directory, signIns: store.signIns, apiKeys, throttle, clock });
  return { apiKeys, authenticator, signIns: new SignInService({ authenticator, directory }) };
}

interface SessionServiceDependencies {
  readonly directory: CachedDirectory;
  readonly accounts: AccountResolver;
  readonly relay: OutboxRelay;
  readonly archiveAfterDays: number;
}

function createSessionServices(
  store: MongoStore,
  { directory, accounts, relay, archiveAfterDays }: SessionServiceDependencies,
  { clock }: ServiceOptions,
) {
  const { sessions, sessionWriter, messages, conversations } = store;
  const commands = new SessionCommandService({ sessions, sessionWriter, directory, clock });
  return {
    newSessions: new NewSessionService({ sessions, directory, accounts: new AccountResolver(directory), clock }),
    sessionReads: new SessionReadService({ sessions }),
    queries: new SessionQueries({
      repository: store.sessionLists,
      customers: store.customerTree,
      directory,
      clock,
      archiveAfterDays,
    }),
    transcripts: new SessionTranscriptService({ sessions, messages, directory, clock }),
    activeCalls: new ActiveCallService({ sessions: store.sessionLists, clock }),
    commands,
    messages: new MessageService({ commands, sessions, messages, conversations, directory, clock }),
    messageQueries: new MessageQueries({ messages, conversations }),
    deletions: new DeleteSessionsService({ sessionWriter, messages, accounts, relay, clock }),
  };
}

function createEvents(store: MongoStore, directory: DirectoryReader, { clock, log }: ServiceOptions) {
  const { events, outboxes, eventNotifier: notifier } = store;
  const feed = new EventFeed({ events, notifier, log });
  const relay = new OutboxRelay({ outboxes, events, feed, clock, log });
  store.onOutboxWritten((entry) => relay.enqueue(entry));
  return {
    feed,
    relay,
    history: new SessionEventHistory({ events, directory }),
    subscriptions: new EventSubscriptionService({ feed, events, directory }),
  };
}

function createWebhookServices(config: Config, store: MongoStore, { accounts, clock }: AccountOptions) {
  const guard = new SsrfGuard({ allowPrivate: config.webhookAllowPrivate });
  const { deliveries } = store.webhooks;
  const webhooks = new WebhookService({ ...store.webhooks, events: store.events, accounts, guard, clock });
  return { ssrfGuard: guard, webhooks, deliveries: new WebhookDeliveryService({ webhooks, deliveries, clock }) };
}

/** Writes through these services clear the cached directory. */
function createDirectory(
  store: MongoStore,
  cache: CachedDirectory,
  { authenticator, accounts, clock }: AccountOptions & { readonly authenticator: Authenticator },
): DirectoryServices {
  return createDirectoryServices({
    ...store,
    users: cache.invalidateOnWrite(store.users),
    userReferences: cache.invalidateOnWrite(store.userReferences),
    customers: cache.invalidateOnWrite(store.customers),
    endpoints: cache.invalidateOnWrite(store.endpoints),
    accountStore: cache.invalidateOnWrite(store.accountStore),
    accounts,
    passwords: { hash: hashPassword, confirm: (...login) => authenticator.confirmPassword(...login) },
    clock,
  });
}
