import type { FieldError } from '../../common/errors/app-error.ts';
import { phoneNumberError, toE164 } from '../../common/validation/phone-number.ts';
import { checkRequiredText, checkText } from '../../common/validation/text.ts';
import {
  checkCallerId,
  checkEmailAddresses,
  checkPhoneNumber,
  checkWithAddress,
  maxNameLength,
  maxTextLength,
  type WithAddress,
} from './check-addresses.ts';
import { checkAttributes } from './check-attributes.ts';
import type { FlowChannels, SessionCallState, SessionDirections } from './enums.ts';
import type { SessionAttribute } from './record.ts';

/** Input for a new session, from GraphQL and REST alike. Absent, null and empty text are equivalent. */
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
  readonly externalId?: string | null;
  readonly attributes?: readonly SessionAttribute[] | null;
}

/** The input with trimmed text and default values. */
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
  readonly externalId: string | null;
  readonly attributes: readonly SessionAttribute[];
}

/**
 * Trims and validates the input, as far as that needs no database access.
 * @returns the draft and all validation errors; the draft is valid only without errors
 */
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
    fromPhoneNumber: checkCallerId('fromPhoneNumber', input.fromPhoneNumber, issues),
    destination: text('destination'),
    memberEmailAddresses: checkEmailAddresses('memberEmailAddresses', input.memberEmailAddresses ?? [], issues),
    startSession: input.startSession ?? false,
    externalId: text('externalId'),
    attributes: checkAttributes('attributes', input.attributes, issues),
  };
  return { draft, issues };
}

/** Input for an outgoing call that runs a flow when it is answered. */
export interface OutgoingCallInput {
  readonly flowId?: string | null;
  readonly numberToDial?: string | null;
  /** A phone number of the account. */
  readonly callerId?: string | null;
}

/**
 * Validates an outgoing call, as far as that needs no database access.
 * @returns the draft of a ringing Voice session with both numbers in E.164 form, and all validation errors
 */
export function checkOutgoingCall(input: OutgoingCallInput): {
  draft: NewSessionDraft;
  flowId: string | null;
  issues: FieldError[];
} {
  const issues: FieldError[] = [];
  const flowId = checkText('flowId', input.flowId, maxTextLength, issues);
  const number = checkRequiredText('numberToDial', input.numberToDial, maxTextLength, issues);
  if (number !== '' && toE164(number) === null) issues.push(phoneNumberError('numberToDial'));
  const callerId = checkPhoneNumber('callerId', checkText('callerId', input.callerId, maxTextLength, issues), issues);
  const { draft } = checkNewSession({
    channel: 'Voice',
    direction: 'Outgoing',
    callState: 'Ringing',
    fromPhoneNumber: callerId && toE164(callerId),
    destination: toE164(number),
    startSession: true,
  });
  return { draft, flowId, issues };
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
