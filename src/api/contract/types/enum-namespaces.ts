/**
 * C# namespaces of the enums in the ServiceStack contract.
 * TypeGraphQL has no extensions on enums, so a decorator cannot declare them.
 */
export const enumNamespaces: Readonly<Record<string, string>> = {
  EndpointTypes: 'Voice.Api.Endpoints',
  FlowChannels: 'Voice.Api.Flows',
  MessageDirections: 'Voice.Api.Messaging',
  SessionCallState: 'Voice.Api.Sessions',
  SessionDialState: 'Voice.Api.Sessions',
  SessionDirections: 'Voice.Api.Sessions',
  SessionHoldReasons: 'Voice.Api.Sessions',
  SessionMemberCallState: 'Voice.Api.Sessions',
  SessionMemberRoles: 'Voice.Api.Sessions',
  SessionQueueStates: 'Voice.Api.Sessions',
  SessionEventKinds: 'Voice.Api.Sessions',
  SortOrders: 'Voice.Api',
  WebhookDeliveryStatus: 'Voice.Api.Webhooks',
  WebhookState: 'Voice.Api.Webhooks',
};
