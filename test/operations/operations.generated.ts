/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** A span of time; what is left out is open */
export type DateRange = {
  /** The first moment that is in it */
  readonly from?: string | null | undefined;
  /** The first moment that is no longer in it */
  readonly to?: string | null | undefined;
};

/** The kinds of endpoint */
export type EndpointTypes =
  /** A phone number */
  | 'PhoneNumber'
  /** Several users who are reached together */
  | 'Team'
  /** One user */
  | 'User';

/** The kinds of session */
export type FlowChannels =
  /** A chat, also by text message */
  | 'Chat'
  /** A fax */
  | 'Fax'
  /** A phone call */
  | 'Voice';

/** What a new session starts with */
export type NewSession = {
  /** The current session call state (defaults to Connected) */
  readonly callState?: SessionCallState | null | undefined;
  /** The type of session */
  readonly channel: FlowChannels;
  /** Specify a customer to associate with this session */
  readonly customerId?: string | null | undefined;
  /** The dialed destination value */
  readonly destination?: string | null | undefined;
  /** The session direction (defaults to Outgoing) */
  readonly direction?: SessionDirections | null | undefined;
  /** A display name for this session */
  readonly displayName?: string | null | undefined;
  /** The From address for the session (defaults to user's email) */
  readonly fromAddress?: string | null | undefined;
  /** The From name for the session */
  readonly fromName?: string | null | undefined;
  /** Use the specified caller ID (if dialing out) */
  readonly fromPhoneNumber?: string | null | undefined;
  /** User email addresses to add as members */
  readonly memberEmailAddresses?: ReadonlyArray<string>;
  /** Parent session (e.g. for billing purposes) */
  readonly parentSessionId?: string | null | undefined;
  /** Start the session's flow? */
  readonly startSession?: boolean;
  /** The To address for the session */
  readonly toAddress?: string | null | undefined;
  /** Start a chat session with a specified user/team (e.g. user:userid or team:teamid) */
  readonly withAddress?: string | null | undefined;
};

/** The call state of a session */
export type SessionCallState =
  /** Under way */
  | 'Connected'
  /** Over */
  | 'Disconnected'
  /** On hold */
  | 'Hold'
  /** Under way without anyone talking on it */
  | 'Passive'
  /** Not answered yet */
  | 'Ringing';

/** Whether the session is dialing */
export type SessionDialState =
  /** Dialing its destination */
  | 'Active'
  /** Not dialing */
  | 'None';

/** Which side started a session */
export type SessionDirections =
  /** It came in from outside */
  | 'Incoming'
  /** It was started here */
  | 'Outgoing';

/** Which sessions are meant: everything that is given has to hold */
export type SessionFilter = {
  /** It belongs to one of these accounts; others than yours have none */
  readonly accountIds?: ReadonlyArray<string> | null | undefined;
  /** All of these hold */
  readonly and?: ReadonlyArray<SessionFilter> | null | undefined;
  /** Those in the archive instead of all others; only outside of and, or and not */
  readonly archived?: boolean | null | undefined;
  /** It is one of these call states */
  readonly callState?: ReadonlyArray<SessionCallState> | null | undefined;
  /** It is one of these channels */
  readonly channel?: ReadonlyArray<FlowChannels> | null | undefined;
  /** It is associated with one of these customers */
  readonly customerIds?: ReadonlyArray<string> | null | undefined;
  /** Count the customers below those of customerIds too */
  readonly customerSubtree?: boolean | null | undefined;
  /** It was completed within this time */
  readonly dateCompleted?: DateRange | null | undefined;
  /** It was created within this time */
  readonly dateCreated?: DateRange | null | undefined;
  /** The destination is like this */
  readonly destination?: TextFilter | null | undefined;
  /** It is one of these dial states */
  readonly dialState?: ReadonlyArray<SessionDialState> | null | undefined;
  /** It is one of these directions */
  readonly direction?: ReadonlyArray<SessionDirections> | null | undefined;
  /** The display name is like this */
  readonly displayName?: TextFilter | null | undefined;
  /** Has it ended? */
  readonly ended?: boolean | null | undefined;
  /** It is associated with one of these endpoints */
  readonly endpointIds?: ReadonlyArray<string> | null | undefined;
  /** The from address is like this */
  readonly fromAddress?: TextFilter | null | undefined;
  /** It is one of these sessions */
  readonly ids?: ReadonlyArray<string> | null | undefined;
  /** The message of a log entry is like this */
  readonly log?: TextFilter | null | undefined;
  /** One of these takes part: user:ID or an email address */
  readonly members?: ReadonlyArray<string> | null | undefined;
  /** This does not hold */
  readonly not?: SessionFilter | null | undefined;
  /** At least one of these holds */
  readonly or?: ReadonlyArray<SessionFilter> | null | undefined;
  /** It belongs to this session */
  readonly parentSessionId?: string | null | undefined;
  /** It is one of these queue states */
  readonly queueState?: ReadonlyArray<SessionQueueStates> | null | undefined;
  /** The to address is like this */
  readonly toAddress?: TextFilter | null | undefined;
  /** Was it missed? */
  readonly wasMissed?: boolean | null | undefined;
};

/** Why a session is on hold */
export type SessionHoldReasons =
  /** No reason was given */
  | 'None'
  /** It is being transferred */
  | 'Transferring';

/** The call state of one member of a session */
export type SessionMemberCallState =
  /** On the call */
  | 'Connected'
  /** On hold */
  | 'Hold'
  /** Not on the call */
  | 'None'
  /** Being called */
  | 'Ringing';

/** The part a member plays in a session */
export type SessionMemberRoles =
  /** The one who is called, or who serves the caller */
  | 'Agent'
  /** The one who called */
  | 'Caller'
  /** No part of its own, as in a chat */
  | 'None'
  /** The one the call is transferred to */
  | 'Transfer';

/** An order of sessions; those that are equal in it are ordered by their ID */
export type SessionOrder = {
  /** Which comes first */
  readonly direction: SortOrders;
  /** What to order by */
  readonly field: SessionOrderField;
};

/** What sessions can be ordered by */
export type SessionOrderField =
  /** When it was completed; sessions that are not come before all dates */
  | 'dateCompleted'
  /** When it was created */
  | 'dateCreated'
  /** When it was last modified */
  | 'dateLastModified';

/** Where a session stands in a queue */
export type SessionQueueStates =
  /** Answered by a queue member */
  | 'Connected'
  /** Left the queue by hanging up */
  | 'Disconnected'
  /** Put on hold by a queue member */
  | 'Hold'
  /** In no queue */
  | 'None'
  /** Waiting in the queue */
  | 'Queued'
  /** Offered to a queue member */
  | 'Ringing';

/** What statistics can be kept apart by */
export type SessionStatsGroup =
  /** The call state */
  | 'callState'
  /** The channel */
  | 'channel'
  /** The customer; the key is its ID */
  | 'customer'
  /** The direction */
  | 'direction'
  /** The endpoint; the key is its ID */
  | 'endpoint'
  /** Nothing: all together */
  | 'none';

/** The spans of time, in UTC, statistics can be kept apart by, as sessions were created */
export type SessionStatsInterval =
  /** Days */
  | 'day'
  /** Hours */
  | 'hour'
  /** Months */
  | 'month'
  /** No span: the whole time together */
  | 'none'
  /** Weeks, which begin on Monday */
  | 'week';

/** Which way a list goes */
export type SortOrders =
  /** From the first letter, from the oldest */
  | 'Ascend'
  /** From the last letter, from the newest */
  | 'Descend';

/** What a text has to be like */
export type TextFilter = {
  /** It is in the text somewhere, in capitals or not */
  readonly contains?: string | null | undefined;
  /** It is the whole text, to the letter */
  readonly equals?: string | null | undefined;
};

export type ApiKeyFragment = { readonly id: string, readonly name: string, readonly dateCreated: string, readonly dateLastUsed: string | null, readonly dateExpires: string | null, readonly dateRevoked: string | null };

export type ListApiKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type ListApiKeysQuery = { readonly apiKeys: ReadonlyArray<{ readonly id: string, readonly name: string, readonly dateCreated: string, readonly dateLastUsed: string | null, readonly dateExpires: string | null, readonly dateRevoked: string | null }> };

export type CreateApiKeyMutationVariables = Exact<{
  name: string;
  expires?: string | null | undefined;
}>;


export type CreateApiKeyMutation = { readonly newApiKey: { readonly key: string, readonly apiKey: { readonly id: string, readonly name: string, readonly dateCreated: string, readonly dateLastUsed: string | null, readonly dateExpires: string | null, readonly dateRevoked: string | null } } };

export type RevokeApiKeyMutationVariables = Exact<{
  id: string;
}>;


export type RevokeApiKeyMutation = { readonly revokeApiKey: { readonly id: string, readonly name: string, readonly dateCreated: string, readonly dateLastUsed: string | null, readonly dateExpires: string | null, readonly dateRevoked: string | null } };

export type SessionFragment = { readonly id: string, readonly dateCreated: string, readonly dateLastModified: string, readonly createdBy: string | null, readonly lastModifiedBy: string | null, readonly dialState: SessionDialState, readonly callState: SessionCallState, readonly queueState: SessionQueueStates, readonly accountId: string | null, readonly accountName: string | null, readonly customerId: string | null, readonly customerName: string | null, readonly endpointId: string | null, readonly endpointName: string | null, readonly dateCompleted: string | null, readonly destination: string | null, readonly toAddress: string | null, readonly fromAddress: string | null, readonly fromName: string | null, readonly answeredByName: string | null, readonly queueMemberId: string | null, readonly channel: FlowChannels, readonly ended: boolean, readonly outcome: string | null, readonly callSid: string | null, readonly consoleData: string | null, readonly holdQueueName: string | null, readonly heldByUserId: string | null, readonly holdReason: SessionHoldReasons, readonly conferenceSid: string | null, readonly displayName: string | null, readonly callbackNumber: string | null, readonly answeredById: string | null, readonly direction: SessionDirections, readonly fromPhoneNumber: string | null, readonly mostRecentParticipantCallSid: string | null, readonly wasMissed: boolean, readonly ringQueueId: string | null, readonly parentSessionId: string | null, readonly revision: number, readonly customerBreadcrumb: ReadonlyArray<{ readonly id: string, readonly name: string | null }>, readonly log: ReadonlyArray<{ readonly date: string, readonly message: string | null }>, readonly members: ReadonlyArray<{ readonly identity: string | null, readonly endpointId: string | null, readonly displayName: string | null, readonly isOriginalMember: boolean, readonly avatarUrl: string | null, readonly callState: SessionMemberCallState, readonly role: SessionMemberRoles, readonly callSid: string | null, readonly muted: boolean, readonly applicationData: ReadonlyArray<{ readonly key: string, readonly value: string }> }> };

export type CreateSessionMutationVariables = Exact<{
  input: NewSession;
  accountId?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
}>;


export type CreateSessionMutation = { readonly newSession: { readonly id: string, readonly dateCreated: string, readonly dateLastModified: string, readonly createdBy: string | null, readonly lastModifiedBy: string | null, readonly dialState: SessionDialState, readonly callState: SessionCallState, readonly queueState: SessionQueueStates, readonly accountId: string | null, readonly accountName: string | null, readonly customerId: string | null, readonly customerName: string | null, readonly endpointId: string | null, readonly endpointName: string | null, readonly dateCompleted: string | null, readonly destination: string | null, readonly toAddress: string | null, readonly fromAddress: string | null, readonly fromName: string | null, readonly answeredByName: string | null, readonly queueMemberId: string | null, readonly channel: FlowChannels, readonly ended: boolean, readonly outcome: string | null, readonly callSid: string | null, readonly consoleData: string | null, readonly holdQueueName: string | null, readonly heldByUserId: string | null, readonly holdReason: SessionHoldReasons, readonly conferenceSid: string | null, readonly displayName: string | null, readonly callbackNumber: string | null, readonly answeredById: string | null, readonly direction: SessionDirections, readonly fromPhoneNumber: string | null, readonly mostRecentParticipantCallSid: string | null, readonly wasMissed: boolean, readonly ringQueueId: string | null, readonly parentSessionId: string | null, readonly revision: number, readonly customerBreadcrumb: ReadonlyArray<{ readonly id: string, readonly name: string | null }>, readonly log: ReadonlyArray<{ readonly date: string, readonly message: string | null }>, readonly members: ReadonlyArray<{ readonly identity: string | null, readonly endpointId: string | null, readonly displayName: string | null, readonly isOriginalMember: boolean, readonly avatarUrl: string | null, readonly callState: SessionMemberCallState, readonly role: SessionMemberRoles, readonly callSid: string | null, readonly muted: boolean, readonly applicationData: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } };

export type ReadSessionQueryVariables = Exact<{
  id: string;
}>;


export type ReadSessionQuery = { readonly session: { readonly id: string, readonly dateCreated: string, readonly dateLastModified: string, readonly createdBy: string | null, readonly lastModifiedBy: string | null, readonly dialState: SessionDialState, readonly callState: SessionCallState, readonly queueState: SessionQueueStates, readonly accountId: string | null, readonly accountName: string | null, readonly customerId: string | null, readonly customerName: string | null, readonly endpointId: string | null, readonly endpointName: string | null, readonly dateCompleted: string | null, readonly destination: string | null, readonly toAddress: string | null, readonly fromAddress: string | null, readonly fromName: string | null, readonly answeredByName: string | null, readonly queueMemberId: string | null, readonly channel: FlowChannels, readonly ended: boolean, readonly outcome: string | null, readonly callSid: string | null, readonly consoleData: string | null, readonly holdQueueName: string | null, readonly heldByUserId: string | null, readonly holdReason: SessionHoldReasons, readonly conferenceSid: string | null, readonly displayName: string | null, readonly callbackNumber: string | null, readonly answeredById: string | null, readonly direction: SessionDirections, readonly fromPhoneNumber: string | null, readonly mostRecentParticipantCallSid: string | null, readonly wasMissed: boolean, readonly ringQueueId: string | null, readonly parentSessionId: string | null, readonly revision: number, readonly customerBreadcrumb: ReadonlyArray<{ readonly id: string, readonly name: string | null }>, readonly log: ReadonlyArray<{ readonly date: string, readonly message: string | null }>, readonly members: ReadonlyArray<{ readonly identity: string | null, readonly endpointId: string | null, readonly displayName: string | null, readonly isOriginalMember: boolean, readonly avatarUrl: string | null, readonly callState: SessionMemberCallState, readonly role: SessionMemberRoles, readonly callSid: string | null, readonly muted: boolean, readonly applicationData: ReadonlyArray<{ readonly key: string, readonly value: string }> }> } | null };

export type ListSessionsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ListSessionsQuery = { readonly sessions: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly dateCreated: string } }>, readonly nodes: ReadonlyArray<{ readonly id: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export type CountSessionsQueryVariables = Exact<{ [key: string]: never; }>;


export type CountSessionsQuery = { readonly sessions: { readonly totalCount: number } };

export type ListSessionsWithEverythingQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type ListSessionsWithEverythingQuery = { readonly sessions: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly dateCreated: string, readonly dateLastModified: string, readonly createdBy: string | null, readonly lastModifiedBy: string | null, readonly dialState: SessionDialState, readonly callState: SessionCallState, readonly queueState: SessionQueueStates, readonly accountId: string | null, readonly accountName: string | null, readonly customerId: string | null, readonly customerName: string | null, readonly endpointId: string | null, readonly endpointName: string | null, readonly dateCompleted: string | null, readonly destination: string | null, readonly toAddress: string | null, readonly fromAddress: string | null, readonly fromName: string | null, readonly answeredByName: string | null, readonly queueMemberId: string | null, readonly channel: FlowChannels, readonly ended: boolean, readonly outcome: string | null, readonly callSid: string | null, readonly consoleData: string | null, readonly holdQueueName: string | null, readonly heldByUserId: string | null, readonly holdReason: SessionHoldReasons, readonly conferenceSid: string | null, readonly displayName: string | null, readonly callbackNumber: string | null, readonly answeredById: string | null, readonly direction: SessionDirections, readonly fromPhoneNumber: string | null, readonly mostRecentParticipantCallSid: string | null, readonly wasMissed: boolean, readonly ringQueueId: string | null, readonly parentSessionId: string | null, readonly revision: number, readonly account: { readonly id: string, readonly name: string } | null, readonly customer: { readonly name: string, readonly breadcrumb: ReadonlyArray<{ readonly name: string | null }> } | null, readonly endpoint: { readonly type: EndpointTypes, readonly displayName: string | null } | null, readonly parent: { readonly id: string } | null, readonly children: ReadonlyArray<{ readonly id: string }>, readonly customerBreadcrumb: ReadonlyArray<{ readonly id: string, readonly name: string | null }>, readonly log: ReadonlyArray<{ readonly date: string, readonly message: string | null }>, readonly members: ReadonlyArray<{ readonly identity: string | null, readonly endpointId: string | null, readonly displayName: string | null, readonly isOriginalMember: boolean, readonly avatarUrl: string | null, readonly callState: SessionMemberCallState, readonly role: SessionMemberRoles, readonly callSid: string | null, readonly muted: boolean, readonly applicationData: ReadonlyArray<{ readonly key: string, readonly value: string }> }> }> } };

export type FindSessionsQueryVariables = Exact<{
  filter?: SessionFilter | null | undefined;
  orderBy?: SessionOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type FindSessionsQuery = { readonly sessions: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly dateCreated: string, readonly dateLastModified: string, readonly dateCompleted: string | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export type WalkSessionsQueryVariables = Exact<{
  filter?: SessionFilter | null | undefined;
  orderBy?: SessionOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type WalkSessionsQuery = { readonly sessions: { readonly nodes: ReadonlyArray<{ readonly id: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export type MyListsQueryVariables = Exact<{
  filter?: SessionFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyListsQuery = { readonly mySessions: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string }>, readonly pageInfo: { readonly endCursor: string | null } }, readonly activeSessions: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string }>, readonly pageInfo: { readonly endCursor: string | null } } };

export type SessionStatisticsQueryVariables = Exact<{
  filter?: SessionFilter | null | undefined;
  groupBy?: SessionStatsGroup;
  interval?: SessionStatsInterval;
}>;


export type SessionStatisticsQuery = { readonly sessionStats: ReadonlyArray<{ readonly key: string | null, readonly start: string | null, readonly count: number, readonly missed: number, readonly averageDuration: number | null, readonly p95Duration: number | null }> };

export type ReadNodeQueryVariables = Exact<{
  id: string;
}>;


export type ReadNodeQuery = { readonly node:
    | { readonly __typename: 'AccountInfo', readonly name: string, readonly id: string }
    | { readonly __typename: 'CustomerInfo', readonly id: string, readonly customerName: string }
    | { readonly __typename: 'EndpointInfo', readonly id: string, readonly endpointName: string | null }
    | { readonly __typename: 'SessionInfo', readonly displayName: string | null, readonly id: string }
   | null };

export type ReadNodesQueryVariables = Exact<{
  ids: ReadonlyArray<string> | string;
}>;


export type ReadNodesQuery = { readonly nodes: ReadonlyArray<
    | { readonly __typename: 'AccountInfo', readonly id: string }
    | { readonly __typename: 'CustomerInfo', readonly id: string }
    | { readonly __typename: 'EndpointInfo', readonly id: string }
    | { readonly __typename: 'SessionInfo', readonly id: string }
   | null> };

export type StatusFragment = { readonly isAuthenticated: boolean, readonly id: string | null, readonly firstName: string | null, readonly lastName: string | null, readonly name: string | null, readonly emailAddress: string | null, readonly avatarUrl: string | null, readonly accountIds: ReadonlyArray<string>, readonly accountNames: ReadonlyArray<string>, readonly roles: ReadonlyArray<string> };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { readonly me: { readonly isAuthenticated: boolean, readonly id: string | null, readonly firstName: string | null, readonly lastName: string | null, readonly name: string | null, readonly emailAddress: string | null, readonly avatarUrl: string | null, readonly accountIds: ReadonlyArray<string>, readonly accountNames: ReadonlyArray<string>, readonly roles: ReadonlyArray<string> } };

export type SignInMutationVariables = Exact<{
  userName: string;
  password: string;
  rememberMe?: boolean | null | undefined;
}>;


export type SignInMutation = { readonly signIn: { readonly isAuthenticated: boolean, readonly id: string | null, readonly firstName: string | null, readonly lastName: string | null, readonly name: string | null, readonly emailAddress: string | null, readonly avatarUrl: string | null, readonly accountIds: ReadonlyArray<string>, readonly accountNames: ReadonlyArray<string>, readonly roles: ReadonlyArray<string> } };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { readonly signOut: { readonly isAuthenticated: boolean, readonly id: string | null, readonly firstName: string | null, readonly lastName: string | null, readonly name: string | null, readonly emailAddress: string | null, readonly avatarUrl: string | null, readonly accountIds: ReadonlyArray<string>, readonly accountNames: ReadonlyArray<string>, readonly roles: ReadonlyArray<string> } };

export type SignInTwiceMutationVariables = Exact<{
  userName: string;
  wrong: string;
  password: string;
}>;


export type SignInTwiceMutation = { readonly first: { readonly isAuthenticated: boolean }, readonly second: { readonly isAuthenticated: boolean } };

export const ApiKeyFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ApiKey"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ApiKeyInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"dateCreated"}},{"kind":"Field","name":{"kind":"Name","value":"dateLastUsed"}},{"kind":"Field","name":{"kind":"Name","value":"dateExpires"}},{"kind":"Field","name":{"kind":"Name","value":"dateRevoked"}}]}}]} as unknown as DocumentNode<ApiKeyFragment, unknown>;
export const SessionFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Session"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"dateCreated"}},{"kind":"Field","name":{"kind":"Name","value":"dateLastModified"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"lastModifiedBy"}},{"kind":"Field","name":{"kind":"Name","value":"dialState"}},{"kind":"Field","name":{"kind":"Name","value":"callState"}},{"kind":"Field","name":{"kind":"Name","value":"queueState"}},{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"accountName"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"customerBreadcrumb"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customerName"}},{"kind":"Field","name":{"kind":"Name","value":"endpointId"}},{"kind":"Field","name":{"kind":"Name","value":"endpointName"}},{"kind":"Field","name":{"kind":"Name","value":"dateCompleted"}},{"kind":"Field","name":{"kind":"Name","value":"destination"}},{"kind":"Field","name":{"kind":"Name","value":"toAddress"}},{"kind":"Field","name":{"kind":"Name","value":"fromAddress"}},{"kind":"Field","name":{"kind":"Name","value":"fromName"}},{"kind":"Field","name":{"kind":"Name","value":"answeredByName"}},{"kind":"Field","name":{"kind":"Name","value":"queueMemberId"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"ended"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"callSid"}},{"kind":"Field","name":{"kind":"Name","value":"consoleData"}},{"kind":"Field","name":{"kind":"Name","value":"holdQueueName"}},{"kind":"Field","name":{"kind":"Name","value":"heldByUserId"}},{"kind":"Field","name":{"kind":"Name","value":"holdReason"}},{"kind":"Field","name":{"kind":"Name","value":"conferenceSid"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"log"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"date"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"members"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"identity"}},{"kind":"Field","name":{"kind":"Name","value":"endpointId"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"isOriginalMember"}},{"kind":"Field","name":{"kind":"Name","value":"avatarUrl"}},{"kind":"Field","name":{"kind":"Name","value":"applicationData"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"callState"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"callSid"}},{"kind":"Field","name":{"kind":"Name","value":"muted"}}]}},{"kind":"Field","name":{"kind":"Name","value":"callbackNumber"}},{"kind":"Field","name":{"kind":"Name","value":"answeredById"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"fromPhoneNumber"}},{"kind":"Field","name":{"kind":"Name","value":"mostRecentParticipantCallSid"}},{"kind":"Field","name":{"kind":"Name","value":"wasMissed"}},{"kind":"Field","name":{"kind":"Name","value":"ringQueueId"}},{"kind":"Field","name":{"kind":"Name","value":"parentSessionId"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}}]} as unknown as DocumentNode<SessionFragment, unknown>;
export const StatusFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Status"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AuthStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isAuthenticated"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"emailAddress"}},{"kind":"Field","name":{"kind":"Name","value":"avatarUrl"}},{"kind":"Field","name":{"kind":"Name","value":"accountIds"}},{"kind":"Field","name":{"kind":"Name","value":"accountNames"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}}]}}]} as unknown as DocumentNode<StatusFragment, unknown>;
export const ListApiKeysDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListApiKeys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiKeys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ApiKey"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ApiKey"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ApiKeyInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"dateCreated"}},{"kind":"Field","name":{"kind":"Name","value":"dateLastUsed"}},{"kind":"Field","name":{"kind":"Name","value":"dateExpires"}},{"kind":"Field","name":{"kind":"Name","value":"dateRevoked"}}]}}]} as unknown as DocumentNode<ListApiKeysQuery, ListApiKeysQueryVariables>;
export const CreateApiKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateApiKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"expires"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTimeISO"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"newApiKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}},{"kind":"Argument","name":{"kind":"Name","value":"expires"},"value":{"kind":"Variable","name":{"kind":"Name","value":"expires"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ApiKey"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ApiKey"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ApiKeyInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"dateCreated"}},{"kind":"Field","name":{"kind":"Name","value":"dateLastUsed"}},{"kind":"Field","name":{"kind":"Name","value":"dateExpires"}},{"kind":"Field","name":{"kind":"Name","value":"dateRevoked"}}]}}]} as unknown as DocumentNode<CreateApiKeyMutation, CreateApiKeyMutationVariables>;
export const RevokeApiKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeApiKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeApiKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ApiKey"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ApiKey"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ApiKeyInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"dateCreated"}},{"kind":"Field","name":{"kind":"Name","value":"dateLastUsed"}},{"kind":"Field","name":{"kind":"Name","value":"dateExpires"}},{"kind":"Field","name":{"kind":"Name","value":"dateRevoked"}}]}}]} as unknown as DocumentNode<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;
export const CreateSessionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateSession"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NewSession"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"accountId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"newSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"accountId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"accountId"}}},{"kind":"Argument","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Session"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Session"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"dateCreated"}},{"kind":"Field","name":{"kind":"Name","value":"dateLastModified"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"lastModifiedBy"}},{"kind":"Field","name":{"kind":"Name","value":"dialState"}},{"kind":"Field","name":{"kind":"Name","value":"callState"}},{"kind":"Field","name":{"kind":"Name","value":"queueState"}},{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"accountName"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"customerBreadcrumb"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customerName"}},{"kind":"Field","name":{"kind":"Name","value":"endpointId"}},{"kind":"Field","name":{"kind":"Name","value":"endpointName"}},{"kind":"Field","name":{"kind":"Name","value":"dateCompleted"}},{"kind":"Field","name":{"kind":"Name","value":"destination"}},{"kind":"Field","name":{"kind":"Name","value":"toAddress"}},{"kind":"Field","name":{"kind":"Name","value":"fromAddress"}},{"kind":"Field","name":{"kind":"Name","value":"fromName"}},{"kind":"Field","name":{"kind":"Name","value":"answeredByName"}},{"kind":"Field","name":{"kind":"Name","value":"queueMemberId"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"ended"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"callSid"}},{"kind":"Field","name":{"kind":"Name","value":"consoleData"}},{"kind":"Field","name":{"kind":"Name","value":"holdQueueName"}},{"kind":"Field","name":{"kind":"Name","value":"heldByUserId"}},{"kind":"Field","name":{"kind":"Name","value":"holdReason"}},{"kind":"Field","name":{"kind":"Name","value":"conferenceSid"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"log"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"date"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"members"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"identity"}},{"kind":"Field","name":{"kind":"Name","value":"endpointId"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"isOriginalMember"}},{"kind":"Field","name":{"kind":"Name","value":"avatarUrl"}},{"kind":"Field","name":{"kind":"Name","value":"applicationData"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"callState"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"callSid"}},{"kind":"Field","name":{"kind":"Name","value":"muted"}}]}},{"kind":"Field","name":{"kind":"Name","value":"callbackNumber"}},{"kind":"Field","name":{"kind":"Name","value":"answeredById"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"fromPhoneNumber"}},{"kind":"Field","name":{"kind":"Name","value":"mostRecentParticipantCallSid"}},{"kind":"Field","name":{"kind":"Name","value":"wasMissed"}},{"kind":"Field","name":{"kind":"Name","value":"ringQueueId"}},{"kind":"Field","name":{"kind":"Name","value":"parentSessionId"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}}]} as unknown as DocumentNode<CreateSessionMutation, CreateSessionMutationVariables>;
export const ReadSessionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadSession"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Session"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Session"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"dateCreated"}},{"kind":"Field","name":{"kind":"Name","value":"dateLastModified"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"lastModifiedBy"}},{"kind":"Field","name":{"kind":"Name","value":"dialState"}},{"kind":"Field","name":{"kind":"Name","value":"callState"}},{"kind":"Field","name":{"kind":"Name","value":"queueState"}},{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"accountName"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"customerBreadcrumb"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customerName"}},{"kind":"Field","name":{"kind":"Name","value":"endpointId"}},{"kind":"Field","name":{"kind":"Name","value":"endpointName"}},{"kind":"Field","name":{"kind":"Name","value":"dateCompleted"}},{"kind":"Field","name":{"kind":"Name","value":"destination"}},{"kind":"Field","name":{"kind":"Name","value":"toAddress"}},{"kind":"Field","name":{"kind":"Name","value":"fromAddress"}},{"kind":"Field","name":{"kind":"Name","value":"fromName"}},{"kind":"Field","name":{"kind":"Name","value":"answeredByName"}},{"kind":"Field","name":{"kind":"Name","value":"queueMemberId"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"ended"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"callSid"}},{"kind":"Field","name":{"kind":"Name","value":"consoleData"}},{"kind":"Field","name":{"kind":"Name","value":"holdQueueName"}},{"kind":"Field","name":{"kind":"Name","value":"heldByUserId"}},{"kind":"Field","name":{"kind":"Name","value":"holdReason"}},{"kind":"Field","name":{"kind":"Name","value":"conferenceSid"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"log"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"date"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"members"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"identity"}},{"kind":"Field","name":{"kind":"Name","value":"endpointId"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"isOriginalMember"}},{"kind":"Field","name":{"kind":"Name","value":"avatarUrl"}},{"kind":"Field","name":{"kind":"Name","value":"applicationData"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"callState"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"callSid"}},{"kind":"Field","name":{"kind":"Name","value":"muted"}}]}},{"kind":"Field","name":{"kind":"Name","value":"callbackNumber"}},{"kind":"Field","name":{"kind":"Name","value":"answeredById"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"fromPhoneNumber"}},{"kind":"Field","name":{"kind":"Name","value":"mostRecentParticipantCallSid"}},{"kind":"Field","name":{"kind":"Name","value":"wasMissed"}},{"kind":"Field","name":{"kind":"Name","value":"ringQueueId"}},{"kind":"Field","name":{"kind":"Name","value":"parentSessionId"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}}]} as unknown as DocumentNode<ReadSessionQuery, ReadSessionQueryVariables>;
export const ListSessionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListSessions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sessions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"dateCreated"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<ListSessionsQuery, ListSessionsQueryVariables>;
export const CountSessionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CountSessions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sessions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"0"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<CountSessionsQuery, CountSessionsQueryVariables>;
export const ListSessionsWithEverythingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListSessionsWithEverything"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sessions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Session"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"breadcrumb"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"endpoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"parent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"children"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Session"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"dateCreated"}},{"kind":"Field","name":{"kind":"Name","value":"dateLastModified"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"lastModifiedBy"}},{"kind":"Field","name":{"kind":"Name","value":"dialState"}},{"kind":"Field","name":{"kind":"Name","value":"callState"}},{"kind":"Field","name":{"kind":"Name","value":"queueState"}},{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"accountName"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"customerBreadcrumb"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customerName"}},{"kind":"Field","name":{"kind":"Name","value":"endpointId"}},{"kind":"Field","name":{"kind":"Name","value":"endpointName"}},{"kind":"Field","name":{"kind":"Name","value":"dateCompleted"}},{"kind":"Field","name":{"kind":"Name","value":"destination"}},{"kind":"Field","name":{"kind":"Name","value":"toAddress"}},{"kind":"Field","name":{"kind":"Name","value":"fromAddress"}},{"kind":"Field","name":{"kind":"Name","value":"fromName"}},{"kind":"Field","name":{"kind":"Name","value":"answeredByName"}},{"kind":"Field","name":{"kind":"Name","value":"queueMemberId"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"ended"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"callSid"}},{"kind":"Field","name":{"kind":"Name","value":"consoleData"}},{"kind":"Field","name":{"kind":"Name","value":"holdQueueName"}},{"kind":"Field","name":{"kind":"Name","value":"heldByUserId"}},{"kind":"Field","name":{"kind":"Name","value":"holdReason"}},{"kind":"Field","name":{"kind":"Name","value":"conferenceSid"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"log"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"date"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"members"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"identity"}},{"kind":"Field","name":{"kind":"Name","value":"endpointId"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"isOriginalMember"}},{"kind":"Field","name":{"kind":"Name","value":"avatarUrl"}},{"kind":"Field","name":{"kind":"Name","value":"applicationData"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"callState"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"callSid"}},{"kind":"Field","name":{"kind":"Name","value":"muted"}}]}},{"kind":"Field","name":{"kind":"Name","value":"callbackNumber"}},{"kind":"Field","name":{"kind":"Name","value":"answeredById"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"fromPhoneNumber"}},{"kind":"Field","name":{"kind":"Name","value":"mostRecentParticipantCallSid"}},{"kind":"Field","name":{"kind":"Name","value":"wasMissed"}},{"kind":"Field","name":{"kind":"Name","value":"ringQueueId"}},{"kind":"Field","name":{"kind":"Name","value":"parentSessionId"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}}]} as unknown as DocumentNode<ListSessionsWithEverythingQuery, ListSessionsWithEverythingQueryVariables>;
export const FindSessionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FindSessions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"SessionFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"SessionOrder"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sessions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"dateCreated"}},{"kind":"Field","name":{"kind":"Name","value":"dateLastModified"}},{"kind":"Field","name":{"kind":"Name","value":"dateCompleted"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<FindSessionsQuery, FindSessionsQueryVariables>;
export const WalkSessionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WalkSessions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"SessionFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"SessionOrder"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sessions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<WalkSessionsQuery, WalkSessionsQueryVariables>;
export const MyListsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MyLists"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"SessionFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mySessions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"activeSessions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<MyListsQuery, MyListsQueryVariables>;
export const SessionStatisticsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SessionStatistics"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"SessionFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"groupBy"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SessionStatsGroup"}}},"defaultValue":{"kind":"EnumValue","value":"none"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"interval"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SessionStatsInterval"}}},"defaultValue":{"kind":"EnumValue","value":"none"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sessionStats"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"groupBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"groupBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"interval"},"value":{"kind":"Variable","name":{"kind":"Name","value":"interval"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"missed"}},{"kind":"Field","name":{"kind":"Name","value":"averageDuration"}},{"kind":"Field","name":{"kind":"Name","value":"p95Duration"}}]}}]}}]} as unknown as DocumentNode<SessionStatisticsQuery, SessionStatisticsQueryVariables>;
export const ReadNodeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadNode"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccountInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CustomerInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"customerName"},"name":{"kind":"Name","value":"name"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EndpointInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"endpointName"},"name":{"kind":"Name","value":"displayName"}}]}}]}}]}}]} as unknown as DocumentNode<ReadNodeQuery, ReadNodeQueryVariables>;
export const ReadNodesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadNodes"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<ReadNodesQuery, ReadNodesQueryVariables>;
export const MeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Status"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Status"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AuthStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isAuthenticated"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"emailAddress"}},{"kind":"Field","name":{"kind":"Name","value":"avatarUrl"}},{"kind":"Field","name":{"kind":"Name","value":"accountIds"}},{"kind":"Field","name":{"kind":"Name","value":"accountNames"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}}]}}]} as unknown as DocumentNode<MeQuery, MeQueryVariables>;
export const SignInDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignIn"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"userName"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"password"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"rememberMe"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signIn"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"userName"},"value":{"kind":"Variable","name":{"kind":"Name","value":"userName"}}},{"kind":"Argument","name":{"kind":"Name","value":"password"},"value":{"kind":"Variable","name":{"kind":"Name","value":"password"}}},{"kind":"Argument","name":{"kind":"Name","value":"rememberMe"},"value":{"kind":"Variable","name":{"kind":"Name","value":"rememberMe"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Status"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Status"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AuthStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isAuthenticated"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"emailAddress"}},{"kind":"Field","name":{"kind":"Name","value":"avatarUrl"}},{"kind":"Field","name":{"kind":"Name","value":"accountIds"}},{"kind":"Field","name":{"kind":"Name","value":"accountNames"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}}]}}]} as unknown as DocumentNode<SignInMutation, SignInMutationVariables>;
export const SignOutDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignOut"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signOut"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Status"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Status"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AuthStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isAuthenticated"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"emailAddress"}},{"kind":"Field","name":{"kind":"Name","value":"avatarUrl"}},{"kind":"Field","name":{"kind":"Name","value":"accountIds"}},{"kind":"Field","name":{"kind":"Name","value":"accountNames"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}}]}}]} as unknown as DocumentNode<SignOutMutation, SignOutMutationVariables>;
export const SignInTwiceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignInTwice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"userName"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"wrong"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"password"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"first"},"name":{"kind":"Name","value":"signIn"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"userName"},"value":{"kind":"Variable","name":{"kind":"Name","value":"userName"}}},{"kind":"Argument","name":{"kind":"Name","value":"password"},"value":{"kind":"Variable","name":{"kind":"Name","value":"wrong"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isAuthenticated"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"second"},"name":{"kind":"Name","value":"signIn"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"userName"},"value":{"kind":"Variable","name":{"kind":"Name","value":"userName"}}},{"kind":"Argument","name":{"kind":"Name","value":"password"},"value":{"kind":"Variable","name":{"kind":"Name","value":"password"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isAuthenticated"}}]}}]}}]} as unknown as DocumentNode<SignInTwiceMutation, SignInTwiceMutationVariables>;