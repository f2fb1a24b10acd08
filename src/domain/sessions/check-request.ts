import type { FieldError } from '../../common/errors/app-error.ts';
import { isEmailAddress } from '../../common/validation/email-address.ts';
import { toE164 } from '../../common/validation/phone-number.ts';
import { checkRequiredText, checkText } from '../../common/validation/text.ts';
import {
  checkEmailAddresses,
  checkWithAddress,
  maxNameLength,
  maxTextLength,
  parseWithAddress,
  type WithAddress,
} from './check-addresses.ts';
import { type PatchFields, patchableTexts, type SessionCommand } from './command.ts';
import type { PatchRequest, SessionRequest } from './request.ts';

/**
 * Members that are not resolved to users of the account yet: the users of `withAddress`, and one member per address.
 */
export interface UnresolvedMembers {
  readonly kind: 'invite' | 'addConferenceMember';
  /** The input field that validation errors report when `withAddress` matches nothing. */
  readonly fieldName: string;
  readonly withAddress: WithAddress | null;
  readonly addresses: readonly string[];
  readonly displayName: string | null;
  readonly callSid: string | null;
}

type DirectCommand = Exclude<SessionCommand, { kind: UnresolvedMembers['kind'] }>;

const maxConsoleDataLength = 16_384;
export const maxMessageLength = 4_096;
const maxSidLength = 64;

/**
 * Trims and validates a request, as far as that needs no database access.
 * @param issues receives the validation errors
 */
export function checkSessionRequest(request: SessionRequest, issues: FieldError[]): DirectCommand | UnresolvedMembers {
  const text = (fieldName: string, given: string | null | undefined, max = maxTextLength) =>
    checkText(fieldName, given, max, issues);
  const required = (fieldName: string, given: string | null | undefined, max = maxTextLength) =>
    checkRequiredText(fieldName, given, max, issues);
  switch (request.kind) {
    case 'patch':
      return { kind: 'patch', fields: checkPatch(request, issues) };
    case 'end':
      return { kind: 'end', callSid: text('callSid', request.callSid, maxSidLength) };
    case 'hold':
      return {
        kind: 'hold',
        holdReason: request.holdReason ?? 'None',
        holdQueueName: text('holdQueueName', request.holdQueueName),
      };
    case 'resume':
    case 'reject':
      return { kind: request.kind };
    case 'redirect':
      return { kind: 'redirect', destination: required('destination', request.destination) };
    case 'record':
      return { kind: 'record', stop: request.stop ?? false };
    case 'addLog':
      return { kind: 'addLog', message: checkLines('message', request.message, maxMessageLength, issues) };
    case 'invite':
      return checkInvitation(request, issues);
    case 'removeMember':
      return { kind: 'removeMember', memberId: required('memberId', request.memberId) };
    case 'startConference':
      return { kind: 'startConference', conferenceSid: text('conferenceSid', request.conferenceSid, maxSidLength) };
    case 'addConferenceMember': {
      const callSid = text('callSid', request.callSid, maxSidLength);
      const displayName = text('displayName', request.displayName, maxNameLength);
      const address = checkParticipant(required('toAddress', request.toAddress), issues);
      return { kind: 'addConferenceMember', fieldName: 'toAddress', displayName, callSid, ...address };
    }
    case 'patchConferenceMember':
      return {
        kind: 'patchConferenceMember',
        callSid: required('callSid', request.callSid, maxSidLength),
        callState: request.callState ?? null,
        muted: request.muted ?? null,
      };
  }
}

/** Validates a required text that may have several lines. */
export function checkLines(
  fieldName: string,
  given: string | null | undefined,
  max: number,
  issues: FieldError[],
): string {
  checkRequiredText(fieldName, unwrapped(given), max, issues);
  return given?.trim() ?? '';
}

function checkPatch(request: PatchRequest, issues: FieldError[]): PatchFields {
  const texts = patchableTexts.flatMap((name) => {
    const given = request[name];
    if (given === undefined) return [];
    if (name === 'consoleData') {
      const isAbsent = checkText(name, unwrapped(given), maxConsoleDataLength, issues) === null;
      return [[name, isAbsent ? null : given]];
    }
    const max = name === 'displayName' || name === 'fromName' ? maxNameLength : maxTextLength;
    return [[name, checkText(name, given, max, issues)]];
  });
  const { callState, dialState, queueState, holdReason } = request;
  return {
    ...Object.fromEntries(texts),
    ...(callState && { callState }),
    ...(dialState && { dialState }),
    ...(queueState && { queueState }),
    ...(holdReason && { holdReason }),
  };
}

function checkInvitation(
  { withAddress, memberEmailAddresses }: Extract<SessionRequest, { kind: 'invite' }>,
  issues: FieldError[],
): UnresolvedMembers {
  const fieldName = 'withAddress';
  const partner = checkText(fieldName, withAddress, maxTextLength, issues);
  const addresses = memberEmailAddresses ?? [];
  if (partner === null && addresses.length === 0) {
    const message = 'withAddress or memberEmailAddresses is required.';
    issues.push({ fieldName, errorCode: 'NotEmpty', message });
  }
  return {
    kind: 'invite',
    fieldName,
    withAddress: checkWithAddress(fieldName, partner, issues),
    addresses: checkEmailAddresses('memberEmailAddresses', addresses, issues),
    displayName: null,
    callSid: null,
  };
}

function checkParticipant(text: string, issues: FieldError[]): Pick<UnresolvedMembers, 'withAddress' | 'addresses'> {
  const withAddress = parseWithAddress(text);
  if (withAddress?.kind === 'user') return { withAddress, addresses: [] };
  if (isEmailAddress(text) || toE164(text) !== null) return { withAddress: null, addresses: [text] };
  if (text !== '') {
    const message = 'toAddress must be user:ID, an e-mail address or an E.164 number, such as +15550100.';
    issues.push({ fieldName: 'toAddress', errorCode: 'RegularExpression', message });
  }
  return { withAddress: null, addresses: [] };
}

/** Replaces tabs and line breaks by spaces, for text checks that refuse control characters. */
function unwrapped(text: string | null | undefined): string | undefined {
  return text?.replaceAll(/[\t\r\n]/g, ' ');
}
