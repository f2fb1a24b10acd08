import type { FlowChannels } from './enums.ts';

/** The kinds of session events. A name is never changed or reused, because clients and webhooks depend on it. */
export const SessionEventKinds = {
  SessionCreated: 'SessionCreated',
  SessionChanged: 'SessionChanged',
  SessionEnded: 'SessionEnded',
  SessionLogAdded: 'SessionLogAdded',
  SessionMessageSent: 'SessionMessageSent',
  SessionMemberChanged: 'SessionMemberChanged',
} as const;
export type SessionEventKinds = keyof typeof SessionEventKinds;

export const SessionMemberChanges = { Joined: 'Joined', Left: 'Left', Changed: 'Changed' } as const;
export type SessionMemberChanges = keyof typeof SessionMemberChanges;

/** The change of one member. */
export interface SessionMemberChange {
  readonly identity: string;
  readonly change: SessionMemberChanges;
}

/** The data of an event that depends on its kind. */
export type SessionEventDetail =
  | { readonly kind: 'SessionCreated'; readonly startsFlow: boolean; readonly flowId?: string }
  | { readonly kind: 'SessionChanged'; readonly changedFields: readonly string[] }
  | { readonly kind: 'SessionEnded'; readonly outcome: string | null; readonly wasMissed: boolean }
  | { readonly kind: 'SessionLogAdded' }
  | { readonly kind: 'SessionMessageSent'; readonly messageId: string }
  | { readonly kind: 'SessionMemberChanged'; readonly members: readonly SessionMemberChange[] };

/** The state of the session right after the change, limited to the attributes that events are filtered by. */
export interface EventAttributes {
  readonly channel: FlowChannels;
  readonly customerId: string | null;
  readonly endpointId: string | null;
  /** Identities of the members, including those who left with this change. */
  readonly identities: readonly string[];
}

/** An event as written together with its change, which is identified by the resulting `revision`. */
export interface PendingEvent {
  readonly revision: number;
  /** Index among the events of this change, from 0. */
  readonly index: number;
  readonly date: Date;
  /** Id of the user who made the change. */
  readonly userId: string;
  /** The entry that the change added to the session log. */
  readonly logMessage: string;
  readonly attributes: EventAttributes;
  readonly detail: SessionEventDetail;
}
