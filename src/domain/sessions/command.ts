import type { SessionFields } from './change.ts';
import type {
  SessionCallState,
  SessionDialState,
  SessionHoldReasons,
  SessionMemberCallState,
  SessionQueueStates,
} from './enums.ts';
import type { SessionAttribute, SessionMember } from './record.ts';

/** Text fields of a session that a patch may write directly. */
export const patchableTexts = [
  'customerId',
  'displayName',
  'outcome',
  'consoleData',
  'fromName',
  'fromAddress',
  'toAddress',
  'destination',
  'callbackNumber',
  'callSid',
  'holdQueueName',
  'queueMemberId',
  'ringQueueId',
] as const satisfies readonly (keyof SessionFields)[];

/** Fields to change; an absent field keeps its value. */
export interface PatchFields extends Partial<Record<(typeof patchableTexts)[number], string | null>> {
  readonly callState?: SessionCallState;
  readonly dialState?: SessionDialState;
  readonly queueState?: SessionQueueStates;
  readonly holdReason?: SessionHoldReasons;
  readonly attributes?: readonly SessionAttribute[];
}

/** A command on a session, with validated input and resolved members. */
export type SessionCommand =
  /** `joining` is the user who patches as a new member, who joins if it answers the call; null if it cannot. */
  | { readonly kind: 'patch'; readonly fields: PatchFields; readonly joining: SessionMember | null }
  /** Ends only the call `callSid`; null, or the call of the session itself, ends the session. */
  | { readonly kind: 'end'; readonly callSid: string | null }
  /** Holds only the call `callSid`; null, or the call of the session itself, holds the session. */
  | {
      readonly kind: 'hold';
      readonly callSid: string | null;
      readonly reason: SessionHoldReasons;
      readonly holdQueueName: string | null;
    }
  | { readonly kind: 'resume' }
  /** `targets` are the members that ring. */
  | {
      readonly kind: 'redirect';
      readonly destination: string;
      readonly callerId: string | null;
      readonly targets: readonly SessionMember[];
    }
  | { readonly kind: 'reject' }
  | { readonly kind: 'record'; readonly stop: boolean }
  | { readonly kind: 'addLog'; readonly message: string }
  | { readonly kind: 'sendMessage'; readonly messageId: string }
  | { readonly kind: 'invite'; readonly members: readonly SessionMember[]; readonly callerId: string | null }
  /** `identities` are all identities of the person that `memberToRemove` names. */
  | { readonly kind: 'removeMember'; readonly memberToRemove: string; readonly identities: readonly string[] }
  | { readonly kind: 'startConference'; readonly conferenceSid: string | null }
  /** `callSid` is the call on the device of the user who adds the member. */
  | { readonly kind: 'addConferenceMember'; readonly member: SessionMember; readonly callSid: string | null }
  | {
      readonly kind: 'patchConferenceMember';
      readonly callSid: string;
      readonly callState: SessionMemberCallState | null;
      readonly muted: boolean | null;
    };
