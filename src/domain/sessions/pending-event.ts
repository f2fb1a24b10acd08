import type { FlowChannels } from './enums.ts';

/** What can happen to a session. Names are never renamed or reused: clients and webhooks go by them. */
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

/** What became of one member. */
export interface SessionMemberChange {
  readonly identity: string;
  readonly change: SessionMemberChanges;
}

/** What only events of one kind say. */
export type SessionEventDetail =
  | { readonly kind: 'SessionCreated'; readonly startsFlow: boolean }
  | { readonly kind: 'SessionChanged'; readonly changedFields: readonly string[] }
  | { readonly kind: 'SessionEnded'; readonly outcome: string | null; readonly wasMissed: boolean }
  | { readonly kind: 'SessionLogAdded' }
  | { readonly kind: 'SessionMessageSent'; readonly messageId: string }
  | { readonly kind: 'SessionMemberChanged'; readonly members: readonly SessionMemberChange[] };

/** What the session was like right after the change, as far as events are chosen by it. */
export interface EventAttributes {
  readonly channel: FlowChannels;
  readonly customerId: string | null;
  readonly endpointId: string | null;
  /** Who takes part, or did until this change. */
  readonly identities: readonly string[];
}

/** An event as it is written together with its change, which is known by the revision it led to. */
export interface PendingEvent {
  readonly revision: number;
  /** Which of the events of this change it is, from 0. */
  readonly index: number;
  readonly date: Date;
  /** Who did it. */
  readonly userId: string;
  /** The entry that the change left in the log of the session. */
  readonly logMessage: string;
  readonly attributes: EventAttributes;
  readonly detail: SessionEventDetail;
}
