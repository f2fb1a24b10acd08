import type { patchableTexts } from './command.ts';
import type {
  SessionCallState,
  SessionDialState,
  SessionHoldReasons,
  SessionMemberCallState,
  SessionQueueStates,
} from './enums.ts';
import type { SessionAttribute } from './record.ts';

type Text = string | null | undefined;

/** Fields to change. An absent field or a null state keeps its value; a null or empty text clears the field. */
export interface PatchRequest extends Partial<Record<(typeof patchableTexts)[number], Text>> {
  readonly callState?: SessionCallState | null;
  readonly dialState?: SessionDialState | null;
  readonly queueState?: SessionQueueStates | null;
  readonly holdReason?: SessionHoldReasons | null;
  /** All attributes of the session from then on. */
  readonly attributes?: readonly SessionAttribute[] | null;
}

/** Requests on a session, by the kind of command that each becomes. */
export interface SessionRequests {
  readonly patch: PatchRequest;
  readonly end: { readonly callSid?: Text };
  readonly hold: {
    readonly callSid?: Text;
    readonly reason?: SessionHoldReasons | null;
    readonly holdQueueName?: Text;
  };
  readonly resume: object;
  readonly redirect: { readonly destination: Text; readonly callerId?: Text };
  readonly reject: object;
  readonly record: { readonly stop?: boolean | null };
  readonly addLog: { readonly message: Text };
  readonly invite: { readonly memberToAdd: Text; readonly callerId?: Text };
  readonly removeMember: { readonly memberToRemove: Text };
  readonly startConference: { readonly conferenceSid?: Text };
  readonly addConferenceMember: {
    readonly callSid?: Text;
    readonly destination: Text;
    readonly fromNumber?: Text;
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
