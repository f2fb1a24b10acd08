import type { AccountFilter, AccountReferences } from '../directory/account-service.ts';
import type { ApiKeyRepository } from '../directory/api-keys.ts';
import type { CustomerReferences, CustomerStore } from '../directory/customer-service.ts';
import type { CustomerTree } from '../directory/customer-tree.ts';
import type { DirectoryRepository, DirectorySeeder } from '../directory/directory-repository.ts';
import type { EndpointFilter } from '../directory/endpoint-service.ts';
import type { EntityStore } from '../directory/entity-store.ts';
import type { AccountRecord, EndpointRecord, UserRecord } from '../directory/records.ts';
import type { SignInRepository } from '../directory/sign-ins.ts';
import type { UserReferences, UserFilter } from '../directory/user-service.ts';
import type { EventLog, EventNotifier, OutboxRepository } from '../events/event-log.ts';
import { withoutDeadline } from '../kernel/deadline.ts';
import type { MessageRepository } from '../sessions/message-repository.ts';
import type { SessionArchive } from '../sessions/session-archive.ts';
import type { SessionWriter } from '../sessions/session-changes.ts';
import type { SessionListRepository } from '../sessions/session-list-repository.ts';
import type { SessionRepository } from '../sessions/session-repository.ts';
import type { DeliveryStore, FanOutProgress, LeaseStore, WebhookStore } from '../webhooks/webhook-store.ts';
import { createAccountReferences, createAccountStore } from './account-store.ts';
import { createApiKeyRepository } from './api-key-repository.ts';
import { buildIndexes } from './build-indexes.ts';
import type { OnCommand } from './command-watch.ts';
import { connect } from './connection.ts';
import { createCustomerReferences } from './customer-references.ts';
import { createCustomerStore } from './customer-store.ts';
import { createCustomerTree } from './customer-tree.ts';
import { directoryModels } from './directory-models.ts';
import { createDirectoryRepository, createDirectorySeeder, createSignInRepository } from './directory-repository.ts';
import { createEndpointStore } from './endpoint-store.ts';
import { createEventLog } from './event-log.ts';
import { createEventNotifier } from './event-signals.ts';
import { createMessageRepository } from './message-repository.ts';
import { type OnStoreCall, observedAll } from './observed.ts';
import type { OutboxListener } from './on-outbox.ts';
import { createOutboxRepository } from './outboxes.ts';
import type { PoolState } from './pool-watch.ts';
import { createSessionArchive } from './session-archive.ts';
import { createSessionWriter } from './session-changes.ts';
import { createSessionListRepository } from './session-list-repository.ts';
import { createSessionRepository } from './session-repository.ts';
import { createUserBelongings, createUserStore } from './user-store.ts';
import { createWebhookDeliveryStore } from './webhook-delivery-store.ts';
import { createFanOutProgress, createLeaseStore } from './webhook-states.ts';
import { createWebhookStore } from './webhook-store.ts';

export interface MongoStore {
  readonly sessions: SessionRepository;
  readonly sessionWriter: SessionWriter;
  readonly messages: MessageRepository;
  readonly sessionLists: SessionListRepository;
  readonly sessionArchive: SessionArchive;
  readonly customerTree: CustomerTree;
  readonly outboxes: OutboxRepository;
  /** Has a listener told of every outbox that is written here; there is one at a time. */
  onOutboxWritten(listener: OutboxListener): void;
  readonly events: EventLog;
  readonly eventNotifier: EventNotifier;
  readonly directory: DirectoryRepository;
  readonly customers: CustomerStore;
  readonly endpoints: EntityStore<EndpointRecord, EndpointFilter>;
  readonly customerReferences: CustomerReferences;
  readonly users: EntityStore<UserRecord, UserFilter>;
  readonly userReferences: UserReferences;
  readonly accountStore: EntityStore<AccountRecord, AccountFilter>;
  readonly accountReferences: AccountReferences;
  readonly seeder: DirectorySeeder;
  readonly signIns: SignInRepository;
  readonly apiKeys: ApiKeyRepository;
  readonly webhooks: {
    readonly webhooks: WebhookStore;
    readonly deliveries: DeliveryStore;
    readonly progress: FanOutProgress;
    readonly leases: LeaseStore;
  };
  /** The connections to the store as they are now. */
  pool(): PoolState;
  /** Whether the store answers right now. */
  isReachable(): Promise<boolean>;
  close(): Promise<void>;
}

/** Who is told what is asked of the store. */
export interface StoreObservers {
  readonly onCall?: OnStoreCall;
  readonly onCommand?: OnCommand | null;
}

/** Connects to a MongoDB and sees to its collections and indexes. @throws when it cannot be reached within about 2 s */
export async function connectMongoStore(uri: string, observers: StoreObservers = {}): Promise<MongoStore> {
  const { connection, pool } = await connect(uri, observers.onCommand ?? null);
  let listener: OutboxListener = () => undefined;
  // what the listener does is not for the request that made the change
  const onOutbox: OutboxListener = (entry) => withoutDeadline(() => listener(entry));
  const models = directoryModels(connection);
  const sessions = createSessionRepository(connection, onOutbox);
  const sessionWriter = createSessionWriter(connection, onOutbox);
  const events = createEventLog(connection);
  const messages = createMessageRepository(connection);
  const sessionLists = createSessionListRepository(connection);
  const apiKeys = createApiKeyRepository(connection);
  const ofWebhooks = {
    webhooks: createWebhookStore(connection),
    deliveries: createWebhookDeliveryStore(connection),
    progress: createFanOutProgress(connection),
    leases: createLeaseStore(connection),
  };
  try {
    await buildIndexes(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const { onCall } = observers;
  const watch = <T extends Readonly<Record<string, object>>>(repositories: T): T =>
    onCall ? observedAll(repositories, onCall) : repositories;
  const repositories = {
    sessions,
    sessionWriter,
    messages,
    sessionLists,
    sessionArchive: createSessionArchive(connection),
    outboxes: createOutboxRepository(connection),
    events,
    eventNotifier: createEventNotifier(connection),
    customerTree: createCustomerTree(models),
    directory: createDirectoryRepository(models),
    customers: createCustomerStore(models),
    endpoints: createEndpointStore(models),
    users: createUserStore(models),
    userReferences: createUserBelongings(models),
    accountStore: createAccountStore(models),
    accountReferences: createAccountReferences(connection, models),
    customerReferences: createCustomerReferences(connection, models),
    seeder: createDirectorySeeder(models),
    signIns: createSignInRepository(models),
    apiKeys,
  };
  return {
    ...watch(repositories),
    webhooks: watch(ofWebhooks),
    onOutboxWritten(added) {
      listener = added;
    },
    async isReachable() {
      try {
        await connection.db?.command({ ping: 1 }, { signal: AbortSignal.timeout(2_000) });
        return connection.db !== undefined;
      } catch {
        return false;
      }
    },
    pool,
    close: () => connection.close(),
  };
}
