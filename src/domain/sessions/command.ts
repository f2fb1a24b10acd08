import type { SessionFields } from './change.ts';
import type {
  SessionCallState,
  SessionDialState,
  SessionHoldReasons,
  SessionMemberCallState,
  SessionQueueStates,
} from './enums.ts';
import type { SessionMember } from './record.ts';

/** The texts of a session that may be written as they are. */
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

/** Absent: it stays as it is. */
export interface PatchFields extends Partial<Record<(typeof patchableTexts)[number], string | null>> {
  readonly callState?: SessionCallState;
  readonly dialState?: SessionDialState;
  readonly queueState?: SessionQueueStates;
  readonly holdReason?: SessionHoldReasons;
}

/** Everything that can be done to a session, its input checked and its people found. */
export type SessionCommand =
  | { readonly kind: 'patch'; readonly fields: PatchFields }
  /** `callSid`: only that call; the session ends with its own. */
  | { readonly kind: 'end'; readonly callSid: string | null }
  | { readonly kind: 'hold'; readonly holdReason: SessionHoldReasons; readonly holdQueueName: string | null }
  | { readonly kind: 'resume' }
  | { readonly kind: 'redirect'; readonly destination: string }
  | { readonly kind: 'reject' }
  | { readonly kind: 'record'; readonly stop: boolean }
  | { readonly kind: 'addLog'; readonly message: string }
  | { readonly kind: 'sendMessage'; readonly messageId: string }
  | { readonly kind: 'invite'; readonly members: readonly SessionMember[] }
  | { readonly kind: 'removeMember'; readonly memberId: string }
  | { readonly kind: 'startConference'; readonly conferenceSid: string | null }
  | { readonly kind: 'addConferenceMember'; readonly member: SessionMember }
  | {
      readonly kind: 'patchConferenceMember';
      readonly callSid: string;
      readonly callState: SessionMemberCallState | null;
      readonly muted: boolean | null;
    };
