import type {
  FlowChannels,
  SessionCallState,
  SessionDialState,
  SessionDirections,
  SessionHoldReasons,
  SessionMemberCallState,
  SessionMemberRoles,
  SessionQueueStates,
} from './enums.ts';

export interface SessionLogEntry {
  readonly date: Date;
  readonly message: string;
  /** The message in the session that this entry tells of. */
  readonly messageId?: string;
}

export interface SessionMember {
  /** `user:ID` for a user of the account, else an e-mail address. */
  readonly identity: string;
  readonly endpointId: string | null;
  readonly displayName: string | null;
  readonly isOriginalMember: boolean;
  readonly avatarUrl: string | null;
  readonly applicationData: readonly { readonly key: string; readonly value: string }[];
  readonly callState: SessionMemberCallState;
  readonly role: SessionMemberRoles;
  readonly callSid: string | null;
  readonly muted: boolean;
}

/** A session as it is kept. Names of account, customer and endpoint are not here: they are looked up when read. */
export interface SessionRecord {
  readonly id: string;
  readonly dateCreated: Date;
  readonly dateLastModified: Date;
  readonly createdBy: string;
  readonly lastModifiedBy: string;
  readonly revision: number;
  readonly accountId: string;
  readonly customerId: string | null;
  readonly endpointId: string | null;
  readonly parentSessionId: string | null;
  readonly channel: FlowChannels;
  readonly direction: SessionDirections;
  readonly callState: SessionCallState;
  readonly dialState: SessionDialState;
  readonly queueState: SessionQueueStates;
  readonly holdReason: SessionHoldReasons;
  readonly ended: boolean;
  readonly wasMissed: boolean;
  readonly dateCompleted: Date | null;
  /** When it was Connected first; null if it never was. */
  readonly dateConnected: Date | null;
  readonly recording: boolean;
  readonly displayName: string | null;
  readonly fromName: string | null;
  readonly fromAddress: string | null;
  readonly toAddress: string | null;
  readonly fromPhoneNumber: string | null;
  readonly destination: string | null;
  readonly answeredByName: string | null;
  readonly answeredById: string | null;
  readonly queueMemberId: string | null;
  readonly outcome: string | null;
  readonly callSid: string | null;
  readonly consoleData: string | null;
  readonly holdQueueName: string | null;
  readonly heldByUserId: string | null;
  readonly conferenceSid: string | null;
  readonly callbackNumber: string | null;
  readonly mostRecentParticipantCallSid: string | null;
  readonly ringQueueId: string | null;
  readonly log: readonly SessionLogEntry[];
  readonly members: readonly SessionMember[];
}
