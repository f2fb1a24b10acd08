import type { ClassType } from 'type-graphql';
import { ApiKeyList, ListApiKeys } from '../../contract/types/auth/api-key-info.ts';
import { AccountList, ListAccounts } from '../../contract/types/directory/account-lists.ts';
import { CustomerList, ListCustomers } from '../../contract/types/directory/customer-lists.ts';
import { EndpointList, ListEndpoints } from '../../contract/types/directory/endpoint-lists.ts';
import { ListUsers, UserList } from '../../contract/types/directory/user-lists.ts';
import { ListRequest } from '../../contract/types/list-request.ts';
import {
  ListConversations,
  ListConversationsResponse,
  ListMessages,
  MessageList,
} from '../../contract/types/messages/rest-lists.ts';
import { GetActiveCalls, GetActiveCallsResponse } from '../../contract/types/sessions/active-calls.ts';
import {
  GetActiveSessions,
  GetActiveSessionsResponse,
  GetMySessions,
  GetMySessionsResponse,
  GetSession,
  ListSessions,
  SessionList,
} from '../../contract/types/sessions/rest-lists.ts';
import { ListWebhookDeliveries, WebhookDeliveryList } from '../../contract/types/webhooks/delivery.ts';
import { ListWebhooks, WebhookList } from '../../contract/types/webhooks/lists.ts';

/** Request and response types of operations that only REST has. GraphQL offers connections instead. */
export const restOnlyTypes: readonly ClassType[] = [
  ListRequest,
  ListSessions,
  SessionList,
  GetSession,
  GetMySessions,
  GetMySessionsResponse,
  GetActiveSessions,
  GetActiveSessionsResponse,
  GetActiveCalls,
  GetActiveCallsResponse,
  ListMessages,
  MessageList,
  ListConversations,
  ListConversationsResponse,
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
