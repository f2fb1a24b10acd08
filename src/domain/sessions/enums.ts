/**
 * The enumerations of a session, in the order the vendor declares them: the order is what a bare number means on the
 * wire. Registered as GraphQL enums in `contract`.
 */
export const FlowChannels = { Voice: 'Voice', Chat: 'Chat', Fax: 'Fax' } as const;
export type FlowChannels = keyof typeof FlowChannels;

export const SessionCallState = {
  Disconnected: 'Disconnected',
  Ringing: 'Ringing',
  Connected: 'Connected',
  Hold: 'Hold',
  Passive: 'Passive',
} as const;
export type SessionCallState = keyof typeof SessionCallState;

export const SessionDialState = { None: 'None', Active: 'Active' } as const;
export type SessionDialState = keyof typeof SessionDialState;

export const SessionDirections = { Incoming: 'Incoming', Outgoing: 'Outgoing' } as const;
export type SessionDirections = keyof typeof SessionDirections;

export const SessionHoldReasons = { None: 'None', Transferring: 'Transferring' } as const;
export type SessionHoldReasons = keyof typeof SessionHoldReasons;

export const SessionMemberCallState = {
  None: 'None',
  Ringing: 'Ringing',
  Connected: 'Connected',
  Hold: 'Hold',
} as const;
export type SessionMemberCallState = keyof typeof SessionMemberCallState;

export const SessionMemberRoles = { None: 'None', Caller: 'Caller', Agent: 'Agent', Transfer: 'Transfer' } as const;
export type SessionMemberRoles = keyof typeof SessionMemberRoles;

export const SessionQueueStates = {
  None: 'None',
  Queued: 'Queued',
  Ringing: 'Ringing',
  Connected: 'Connected',
  Hold: 'Hold',
  Disconnected: 'Disconnected',
} as const;
export type SessionQueueStates = keyof typeof SessionQueueStates;
