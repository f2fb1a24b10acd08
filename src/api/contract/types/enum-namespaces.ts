/** C# namespace of every enum in the ServiceStack contract: a decorator cannot carry it, TypeGraphQL has no extensions on enums. */
export const enumNamespaces: Readonly<Record<string, string>> = {
  EndpointTypes: 'Voice.Api.Endpoints',
  FlowChannels: 'Voice.Api.Flows',
  SessionCallState: 'Voice.Api.Sessions',
  SessionDialState: 'Voice.Api.Sessions',
  SessionDirections: 'Voice.Api.Sessions',
  SessionHoldReasons: 'Voice.Api.Sessions',
  SessionMemberCallState: 'Voice.Api.Sessions',
  SessionMemberRoles: 'Voice.Api.Sessions',
  SessionQueueStates: 'Voice.Api.Sessions',
  SessionEventKinds: 'Voice.Api.Sessions',
  SortOrders: 'Voice.Api',
  Roles: 'Voice.Api.Users',
  WebhookDeliveryStatus: 'Voice.Api.Webhooks',
};
