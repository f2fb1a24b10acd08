import type { ApiKeyList } from '../../contract/types/auth/api-key-info.ts';
import type { NewApiKey, NewApiKeyArguments } from '../../contract/types/auth/new-api-key.ts';
import type { AccountInfo } from '../../contract/types/directory/account-info.ts';
import type { NewAccount, PatchAccount } from '../../contract/types/directory/account-inputs.ts';
import type { ListAccounts } from '../../contract/types/directory/account-lists.ts';
import type { CustomerInfo } from '../../contract/types/directory/customer-info.ts';
import type { NewCustomer, PatchCustomer } from '../../contract/types/directory/customer-inputs.ts';
import type { ListCustomers } from '../../contract/types/directory/customer-lists.ts';
import type { EndpointInfo } from '../../contract/types/directory/endpoint-info.ts';
import type {
  BuyPhoneNumber,
  NewTeamEndpoint,
  NewUserEndpoint,
  PatchEndpoint,
} from '../../contract/types/directory/endpoint-inputs.ts';
import type { ListEndpoints } from '../../contract/types/directory/endpoint-lists.ts';
import type { UserInfo } from '../../contract/types/directory/user-info.ts';
import type { NewUser, PatchUser } from '../../contract/types/directory/user-inputs.ts';
import type { ListUsers } from '../../contract/types/directory/user-lists.ts';
import type { MessageInfo } from '../../contract/types/messages/message-info.ts';
import type {
  ListConversations,
  ListConversationsResponse,
  ListMessages,
} from '../../contract/types/messages/rest-lists.ts';
import type { SendMessage } from '../../contract/types/messages/send-message.ts';
import type { ChatTranscript, ChatTranscriptArguments } from '../../contract/types/messages/transcript.ts';
import type { GetActiveCalls, GetActiveCallsResponse } from '../../contract/types/sessions/active-calls.ts';
import type {
  EndSession,
  HoldSession,
  RecordSession,
  RedirectSession,
  RejectSession,
  ResumeSession,
} from '../../contract/types/sessions/call-requests.ts';
import type { DeleteSessions } from '../../contract/types/sessions/delete-sessions.ts';
import type { SessionInfo } from '../../contract/types/sessions/info.ts';
import type {
  AddConferenceMember,
  DeleteChatMember,
  InviteChatMember,
  PatchConferenceMember,
  StartConference,
} from '../../contract/types/sessions/member-requests.ts';
import type { NewOutgoingSession } from '../../contract/types/sessions/new-outgoing-session.ts';
import type { NewSession } from '../../contract/types/sessions/new-session.ts';
import type { AddSessionLog } from '../../contract/types/sessions/note-requests.ts';
import type { PatchSession } from '../../contract/types/sessions/patch-session.ts';
import type {
  GetActiveSessionsResponse,
  GetMySessionsResponse,
  GetSession,
  ListSessions,
} from '../../contract/types/sessions/rest-lists.ts';
import type { ListWebhookDeliveries, WebhookDelivery } from '../../contract/types/webhooks/delivery.ts';
import type { WebhookInfo, WebhookSecret } from '../../contract/types/webhooks/info.ts';
import type { NewWebhook, PatchWebhook } from '../../contract/types/webhooks/inputs.ts';
import type { ListWebhooks } from '../../contract/types/webhooks/lists.ts';
import type { AnonymousStatus } from '../../contract/user-view.ts';
import type { Authenticate, AuthenticateResponse } from '../handlers/authenticate.ts';
import type { ListResponse } from '../handlers/list-response.ts';
import type { OperationHandler } from '../handlers/operation-handler.ts';

/** A request whose only member is an id. */
interface ById {
  readonly id: string;
}

type ByAccountId = Pick<PatchAccount, 'accountId'>;
type ByUserId = Pick<PatchUser, 'userId'>;
type ByCustomerId = Pick<PatchCustomer, 'customerId'>;
type ByEndpointId = Pick<PatchEndpoint, 'endpointId'>;

/**
 * The handlers of all REST operations by request name, with the types of request and response. An object that lacks a
 * handler does not compile. A required string that the client omits is null at run time; the services reject it.
 */
export interface OperationHandlers {
  readonly Authenticate: OperationHandler<Authenticate, AuthenticateResponse>;
  readonly GetAuthStatus: OperationHandler<object, UserInfo | AnonymousStatus>;
  readonly ListApiKeys: OperationHandler<object, ApiKeyList>;
  readonly CreateApiKey: OperationHandler<NewApiKeyArguments, NewApiKey>;
  readonly RevokeApiKey: OperationHandler<ById, void>;

  readonly GetAccount: OperationHandler<ByAccountId, AccountInfo>;
  readonly ListAccounts: OperationHandler<ListAccounts, ListResponse<AccountInfo>>;
  readonly NewAccount: OperationHandler<NewAccount, AccountInfo>;
  readonly PatchAccount: OperationHandler<PatchAccount, AccountInfo>;
  readonly DeleteAccount: OperationHandler<ByAccountId, void>;

  readonly GetUser: OperationHandler<ByUserId, UserInfo>;
  readonly ListUsers: OperationHandler<ListUsers, ListResponse<UserInfo>>;
  readonly NewUser: OperationHandler<NewUser, UserInfo>;
  readonly PatchUser: OperationHandler<PatchUser, UserInfo>;
  readonly DeleteUser: OperationHandler<ByUserId, void>;

  readonly GetCustomer: OperationHandler<ByCustomerId, CustomerInfo>;
  readonly ListCustomers: OperationHandler<ListCustomers, ListResponse<CustomerInfo>>;
  readonly NewCustomer: OperationHandler<NewCustomer, CustomerInfo>;
  readonly PatchCustomer: OperationHandler<PatchCustomer, CustomerInfo>;
  readonly DeleteCustomer: OperationHandler<ByCustomerId, void>;

  readonly GetEndpoint: OperationHandler<ByEndpointId, EndpointInfo>;
  readonly ListEndpoints: OperationHandler<ListEndpoints, ListResponse<EndpointInfo>>;
  readonly NewUserEndpoint: OperationHandler<NewUserEndpoint, EndpointInfo>;
  readonly NewTeamEndpoint: OperationHandler<NewTeamEndpoint, EndpointInfo>;
  readonly BuyPhoneNumber: OperationHandler<BuyPhoneNumber, EndpointInfo>;
  readonly PatchEndpoint: OperationHandler<PatchEndpoint, EndpointInfo>;
  readonly DeleteEndpoint: OperationHandler<ByEndpointId, void>;

  readonly GetWebhook: OperationHandler<ById, WebhookInfo>;
  readonly ListWebhooks: OperationHandler<ListWebhooks, ListResponse<WebhookInfo>>;
  readonly NewWebhook: OperationHandler<NewWebhook, WebhookSecret>;
  readonly PatchWebhook: OperationHandler<PatchWebhook, WebhookInfo>;
  readonly RotateWebhookSecret: OperationHandler<ById, WebhookSecret>;
  readonly DeleteWebhook: OperationHandler<ById, void>;
  readonly ListWebhookDeliveries: OperationHandler<ListWebhookDeliveries, ListResponse<WebhookDelivery>>;
  readonly RedeliverWebhook: OperationHandler<ById, WebhookDelivery>;

  readonly GetSession: OperationHandler<GetSession, SessionInfo>;
  readonly ListSessions: OperationHandler<ListSessions, ListResponse<SessionInfo>>;
  readonly GetMySessions: OperationHandler<object, GetMySessionsResponse>;
  readonly GetActiveSessions: OperationHandler<object, GetActiveSessionsResponse>;
  readonly SendMessage: OperationHandler<SendMessage, MessageInfo>;
  readonly ListMessages: OperationHandler<ListMessages, ListResponse<MessageInfo>>;
  readonly ListConversations: OperationHandler<ListConversations, ListConversationsResponse>;
  readonly GetChatTranscript: OperationHandler<ChatTranscriptArguments, ChatTranscript>;
  readonly GetActiveCalls: OperationHandler<GetActiveCalls, GetActiveCallsResponse>;

  readonly NewSession: OperationHandler<NewSession, SessionInfo>;
  readonly NewOutgoingSession: OperationHandler<NewOutgoingSession, void>;
  readonly DeleteSessions: OperationHandler<DeleteSessions, number>;
  readonly PatchSession: OperationHandler<PatchSession, SessionInfo>;
  readonly EndSession: OperationHandler<EndSession, SessionInfo>;
  readonly HoldSession: OperationHandler<HoldSession, SessionInfo>;
  readonly ResumeSession: OperationHandler<ResumeSession, SessionInfo>;
  readonly RedirectSession: OperationHandler<RedirectSession, SessionInfo>;
  readonly RejectSession: OperationHandler<RejectSession, SessionInfo>;
  readonly RecordSession: OperationHandler<RecordSession, SessionInfo>;
  readonly AddSessionLog: OperationHandler<AddSessionLog, SessionInfo>;
  readonly InviteChatMember: OperationHandler<InviteChatMember, SessionInfo>;
  readonly DeleteChatMember: OperationHandler<DeleteChatMember, SessionInfo>;
  readonly StartConference: OperationHandler<StartConference, SessionInfo>;
  readonly AddConferenceMember: OperationHandler<AddConferenceMember, SessionInfo>;
  readonly PatchConferenceMember: OperationHandler<PatchConferenceMember, SessionInfo>;
}
