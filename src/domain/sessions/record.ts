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
  /** Id of the message that this entry announces. */
  readonly messageId?: string;
}

export interface SessionMember {
  /** `user:ID` for a user of the account, otherwise an e-mail address in its normal form or an E.164 number. */
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

/** A text that a client stores with a session, by a key of its own. */
export interface SessionAttribute {
  readonly key: string;
  readonly value: string;
}

/** A session as stored. The names of its account, customer and endpoint are resolved when it is read. */
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
  /** Time of the last change of `callState` or `queueState`; null in sessions written before the field existed. */
  readonly dateStateChanged: Date | null;
  readonly ended: boolean;
  readonly wasMissed: boolean;
  readonly dateCompleted: Date | null;
  /** Time of the first connection; null if the session was never connected. */
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
  /** Id of the session in another system, unique in the account. */
  readonly externalId: string | null;
  readonly attributes: readonly SessionAttribute[];
  readonly log: readonly SessionLogEntry[];
  readonly members: readonly SessionMember[];
}
