/**
 * Values that responses show in place of unknown ones.
 *
 * During a rolling upgrade, and after a rollback, the database has values of a newer version, which would otherwise fail
 * the whole page. The database keeps them. docs/operations.md lists them.
 */
export const enumFallbacks: Readonly<Record<string, string>> = {
  EndpointTypes: 'PhoneNumber',
  FlowChannels: 'Chat',
  MessageDirections: 'Incoming',
  SessionCallState: 'Passive',
  SessionDialState: 'None',
  SessionDirections: 'Incoming',
  SessionEventKinds: 'SessionChanged',
  SessionHoldReasons: 'None',
  SessionMemberCallState: 'None',
  SessionMemberChanges: 'Changed',
  SessionMemberRoles: 'None',
  SessionQueueStates: 'None',
  WebhookDeliveryStatus: 'Pending',
};
