import { withoutDeadline } from '../../common/time/deadline.ts';
import type { ApiKeyRepository } from '../../domain/auth/api-key-repository.ts';
import type { SignInRepository } from '../../domain/auth/sign-in-repository.ts';
import type { AccountFilter, AccountReferences } from '../../domain/directory/account-service.ts';
import type { CustomerReferences, CustomerStore } from '../../domain/directory/customer-service.ts';
import type { CustomerTree } from '../../domain/directory/customer-tree.ts';
import type { EndpointFilter } from '../../domain/directory/endpoint-service.ts';
import type { EntityStore } from '../../domain/directory/entity-store.ts';
import type { AccountRecord, EndpointRecord, UserRecord } from '../../domain/directory/records.ts';
import type { DirectoryRepository, DirectorySeeder } from '../../domain/directory/repository.ts';
import type { UserFilter, UserReferences } from '../../domain/directory/user-service.ts';
import type { EventLog, EventNotifier, OutboxRepository } from '../../domain/events/event-log.ts';
import type { SessionArchive } from '../../domain/sessions/archive.ts';
import type { SessionListRepository } from '../../domain/sessions/list-repository.ts';
import type { ConversationRepository, MessageRepository } from '../../domain/sessions/message-repository.ts';
import type { SessionRepository } from '../../domain/sessions/repository.ts';
import type { SessionWriter } from '../../domain/sessions/writer.ts';
import type { DeliveryStore, FanOutProgress, LeaseStore, WebhookStore } from '../../domain/webhooks/store.ts';
import { createApiKeyRepository } from './auth/mongo-api-key-repository.ts';
import { buildIndexes } from './client/build-indexes.ts';
import type { OnCommand } from './client/command-monitoring.ts';
import { createConnection } from './client/connection.ts';
import { instrumentAll, type OnStoreCall } from './client/instrument.ts';
import type { PoolState } from './client/pool-monitoring.ts';
import { createAccountReferences, createAccountStore } from './directory/account-store.ts';
import { createCustomerReferences } from './directory/customer-references.ts';
import { createCustomerStore } from './directory/customer-store.ts';
import { createEndpointStore } from './directory/endpoint-store.ts';
import { directoryModels } from './directory/models.ts';
import { createCustomerTree } from './directory/mongo-customer-tree.ts';
import {
  createDirectoryRepository,
  createDirectorySeeder,
  createSignInRepository,
} from './directory/mongo-repository.ts';
import { createUserReferences, createUserStore } from './directory/user-store.ts';
import { createEventNotifier } from './events/event-notifier.ts';
import { createEventLog } from './events/mongo-event-log.ts';
import type { OutboxListener } from './events/outbox-listener.ts';
import { createOutboxRepository } from './events/outbox-repository.ts';
import { createSessionArchive } from './sessions/mongo-archive.ts';
import { createConversationRepository } from './sessions/mongo-conversation-repository.ts';
import { createSessionListRepository } from './sessions/mongo-list-repository.ts';
import { createMessageRepository } from './sessions/mongo-message-repository.ts';
import { createSessionRepository } from './sessions/mongo-repository.ts';
import { createSessionWriter } from './sessions/mongo-writer.ts';
import { createWebhookDeliveryStore } from './webhooks/delivery-store.ts';
import { createFanOutProgress, createLeaseStore } from './webhooks/lease-store.ts';
import { createWebhookStore } from './webhooks/mongo-store.ts';

export interface MongoStore {
  readonly sessions: SessionRepository;
  readonly sessionWriter: SessionWriter;
  readonly messages: MessageRepository;
  readonly conversations: ConversationRepository;
  readonly sessionLists: SessionListRepository;
  readonly sessionArchive: SessionArchive;
  readonly customerTree: CustomerTree;
  readonly outboxes: OutboxRepository;
  /**
   * Sets the listener that is called for every outbox written by this process. A second call replaces the first
   * listener.
   */
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
  /** State of the connection pools now. */
  pool(): PoolState;
  /**
   * Connects to MongoDB and creates missing collections and indexes. Everything else requires it. It can be called again
   * after a failure.
   * @throws the driver's error when the database cannot be reached within about two seconds
   */
  connect(): Promise<void>;
  /** Whether the database responds to a ping within two seconds. */
  isReachable(): Promise<boolean>;
  close(): Promise<void>;
}

/** Callbacks that observe repository calls and database commands. */
export interface StoreObservers {
  readonly onCall?: OnStoreCall;
  readonly onCommand?: OnCommand | null;
  /** Called when the connections to the database are replaced because the driver no longer checks the server. */
  readonly onReopen?: (address: string) => void;
}

/** Creates a store and connects it. @throws as `connect` of the store, which is closed then */
export async function connectMongoStore(uri: string, observers: StoreObservers = {}): Promise<MongoStore> {
  const store = createMongoStore(uri, observers);
  try {
    await store.connect();
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}

/** Creates a store that is not connected yet. */
export function createMongoStore(uri: string, observers: StoreObservers = {}): MongoStore {
  const { onCommand = null, onReopen = () => undefined } = observers;
  const { connection, pool, connect, close } = createConnection(uri, { onCommand, onReopen });
  let listener: OutboxListener = () => undefined;
  // the listener runs outside the deadline of the request that made the change
  const onOutbox: OutboxListener = (entry) => withoutDeadline(() => listener(entry));
  const models = directoryModels(connection);
  const sessions = createSessionRepository(connection, onOutbox);
  const sessionWriter = createSessionWriter(connection, onOutbox);
  const events = createEventLog(connection);
  const messages = createMessageRepository(connection);
  const conversations = createConversationRepository(connection);
  const sessionLists = createSessionListRepository(connection);
  const apiKeys = createApiKeyRepository(connection);
  const ofWebhooks = {
    webhooks: createWebhookStore(connection),
    deliveries: createWebhookDeliveryStore(connection),
    progress: createFanOutProgress(connection),
    leases: createLeaseStore(connection),
  };
  const { onCall } = observers;
  const watch = <T extends Readonly<Record<string, object>>>(repositories: T): T =>
    onCall ? instrumentAll(repositories, onCall) : repositories;
  const repositories = {
    sessions,
    sessionWriter,
    messages,
    conversations,
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
    userReferences: createUserReferences(models),
    accountStore: createAccountStore(connection, models),
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
    async connect() {
      await connect();
      await buildIndexes(connection);
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
    close,
  };
}
