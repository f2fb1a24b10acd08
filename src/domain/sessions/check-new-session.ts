import type { FieldError } from '../../common/errors/app-error.ts';
import { checkText } from '../../common/validation/text.ts';
import {
  checkEmailAddresses,
  checkPhoneNumber,
  checkWithAddress,
  maxNameLength,
  maxTextLength,
  type WithAddress,
} from './check-addresses.ts';
import type { FlowChannels, SessionCallState, SessionDirections } from './enums.ts';

/** What a caller says about a session to be made; both doors produce it. Absent, null and empty text mean the same. */
export interface NewSessionInput {
  readonly channel: FlowChannels;
  readonly displayName?: string | null;
  readonly direction?: SessionDirections | null;
  readonly callState?: SessionCallState | null;
  readonly fromAddress?: string | null;
  readonly fromName?: string | null;
  readonly toAddress?: string | null;
  readonly parentSessionId?: string | null;
  readonly customerId?: string | null;
  readonly withAddress?: string | null;
  readonly fromPhoneNumber?: string | null;
  readonly destination?: string | null;
  readonly memberEmailAddresses?: readonly string[] | null;
  readonly startSession?: boolean | null;
}

/** The input with its text trimmed and its defaults in place. */
export interface NewSessionDraft {
  readonly channel: FlowChannels;
  readonly direction: SessionDirections;
  readonly callState: SessionCallState;
  readonly displayName: string | null;
  readonly fromAddress: string | null;
  readonly fromName: string | null;
  readonly toAddress: string | null;
  readonly parentSessionId: string | null;
  readonly customerId: string | null;
  readonly withAddress: WithAddress | null;
  readonly fromPhoneNumber: string | null;
  readonly destination: string | null;
  readonly memberEmailAddresses: readonly string[];
  readonly startSession: boolean;
}

/** Trims and checks what can be checked without the store. @returns the draft, and every fault found (none: it is sound) */
export function checkNewSession(input: NewSessionInput): { draft: NewSessionDraft; issues: FieldError[] } {
  const issues: FieldError[] = [];
  const text = (fieldName: keyof NewSessionInput & string, max = maxTextLength): string | null =>
    checkText(fieldName, input[fieldName] as string | null | undefined, max, issues);
  const draft: NewSessionDraft = {
    channel: input.channel,
    direction: input.direction ?? 'Outgoing',
    callState: input.callState ?? 'Connected',
    displayName: text('displayName', maxNameLength),
    fromAddress: text('fromAddress'),
    fromName: text('fromName', maxNameLength),
    toAddress: text('toAddress'),
    parentSessionId: text('parentSessionId'),
    customerId: text('customerId'),
    withAddress: checkChatPartner(text('withAddress'), input.channel, issues),
    fromPhoneNumber: checkPhoneNumber('fromPhoneNumber', text('fromPhoneNumber'), issues),
    destination: text('destination'),
    memberEmailAddresses: checkEmailAddresses('memberEmailAddresses', input.memberEmailAddresses ?? [], issues),
    startSession: input.startSession ?? false,
  };
  return { draft, issues };
}

function checkChatPartner(value: string | null, channel: FlowChannels, issues: FieldError[]): WithAddress | null {
  if (value !== null && channel !== 'Chat') {
    issues.push({
      fieldName: 'withAddress',
      errorCode: 'Predicate',
      message: 'withAddress is only for the channel Chat.',
    });
  }
  return checkWithAddress('withAddress', value, issues);
}
