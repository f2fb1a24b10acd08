import type { patchableTexts } from './command.ts';
import type {
  SessionCallState,
  SessionDialState,
  SessionHoldReasons,
  SessionMemberCallState,
  SessionQueueStates,
} from './enums.ts';

type Text = string | null | undefined;

/** Absent and, for states, null: it stays as it is. A text that is null or empty is cleared. */
export interface PatchRequest extends Partial<Record<(typeof patchableTexts)[number], Text>> {
  readonly callState?: SessionCallState | null;
  readonly dialState?: SessionDialState | null;
  readonly queueState?: SessionQueueStates | null;
  readonly holdReason?: SessionHoldReasons | null;
}

/** What a caller asks to be done to a session, by the kind of the command it becomes. */
export interface SessionRequests {
  readonly patch: PatchRequest;
  readonly end: { readonly callSid?: Text };
  readonly hold: { readonly holdReason?: SessionHoldReasons | null; readonly holdQueueName?: Text };
  readonly resume: object;
  readonly redirect: { readonly destination: Text };
  readonly reject: object;
  readonly record: { readonly stop?: boolean | null };
  readonly addLog: { readonly message: Text };
  readonly invite: { readonly withAddress?: Text; readonly memberEmailAddresses?: readonly string[] | null };
  readonly removeMember: { readonly memberId: Text };
  readonly startConference: { readonly conferenceSid?: Text };
  readonly addConferenceMember: {
    readonly toAddress: Text;
    readonly displayName?: Text;
    readonly callSid?: Text;
  };
  readonly patchConferenceMember: {
    readonly callSid: Text;
    readonly callState?: SessionMemberCallState | null;
    readonly muted?: boolean | null;
  };
}

export type SessionRequest = {
  [K in keyof SessionRequests]: { readonly kind: K } & SessionRequests[K];
}[keyof SessionRequests];
