import type { ClassType } from 'type-graphql';
import { AccountList, ListAccounts } from '../contract/types/account-lists.ts';
import { ApiKeyList, ListApiKeys } from '../contract/types/api-key-info.ts';
import { CustomerList, ListCustomers } from '../contract/types/customer-lists.ts';
import { EndpointList, ListEndpoints } from '../contract/types/endpoint-lists.ts';
import {
  ActiveCalls,
  ActiveSessions,
  ListActiveCalls,
  ListActiveSessions,
  ListMySessions,
  ListSessions,
  SessionList,
} from '../contract/types/session-rest-lists.ts';
import { ListUsers, UserList } from '../contract/types/user-lists.ts';
import { ListWebhookDeliveries, WebhookDeliveryList } from '../contract/types/webhook-delivery.ts';
import { ListWebhooks, WebhookList } from '../contract/types/webhook-lists.ts';

/** The requests and responses of operations that only REST has. GraphQL offers connections in their place. */
export const restOnlyTypes: readonly ClassType[] = [
  ListSessions,
  ListMySessions,
  SessionList,
  ListActiveSessions,
  ActiveSessions,
  ListActiveCalls,
  ActiveCalls,
  ListCustomers,
  CustomerList,
  ListEndpoints,
  EndpointList,
  ListUsers,
  UserList,
  ListAccounts,
  AccountList,
  ListWebhooks,
  WebhookList,
  ListWebhookDeliveries,
  WebhookDeliveryList,
  ListApiKeys,
  ApiKeyList,
];
