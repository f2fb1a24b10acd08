import type { FieldError } from '../../common/errors/app-error.ts';
import { isEmailAddress } from '../../common/validation/email-address.ts';
import { toE164 } from '../../common/validation/phone-number.ts';
import { checkRequiredText, checkText } from '../../common/validation/text.ts';
import { checkCallerId, maxNameLength, maxTextLength, parseWithAddress, type WithAddress } from './check-addresses.ts';
import { checkAttributes } from './check-attributes.ts';
import { type PatchFields, patchableTexts, type SessionCommand } from './command.ts';
import type { PatchRequest, SessionRequest } from './request.ts';

/**
 * New members that are not resolved to users of the account yet: the users of `withAddress`, and one member per
 * address.
 */
export interface UnresolvedMembers {
  readonly kind: 'invite' | 'addConferenceMember';
  /** The input field that validation errors report when `withAddress` matches nothing. */
  readonly fieldName: string;
  readonly withAddress: WithAddress | null;
  readonly addresses: readonly string[];
  /** The phone number that the members are called or written from. */
  readonly callerId: string | null;
  readonly callSid: string | null;
}

/** A member to remove, whose e-mail address is not resolved to a user yet. */
export interface UnresolvedRemoval {
  readonly kind: 'removeMember';
  readonly memberToRemove: string;
}

export type UnresolvedCommand = UnresolvedMembers | UnresolvedRemoval;
type DirectCommand = Exclude<SessionCommand, { kind: UnresolvedCommand['kind'] }>;

const maxConsoleDataLength = 16_384;
export const maxMessageLength = 4_096;
const maxSidLength = 64;

/**
 * Trims and validates a request, as far as that needs no database access.
 * @param issues receives the validation errors
 */
export function checkSessionRequest(request: SessionRequest, issues: FieldError[]): DirectCommand | UnresolvedCommand {
  const text = (fieldName: string, given: string | null | undefined, max = maxTextLength) =>
    checkText(fieldName, given, max, issues);
  const required = (fieldName: string, given: string | null | undefined, max = maxTextLength) =>
    checkRequiredText(fieldName, given, max, issues);
  switch (request.kind) {
    case 'patch':
      return { kind: 'patch', fields: checkPatch(request, issues), joining: null };
    case 'end':
      return { kind: 'end', callSid: text('callSid', request.callSid, maxSidLength) };
    case 'hold':
      return {
        kind: 'hold',
        callSid: text('callSid', request.callSid, maxSidLength),
        reason: request.reason ?? 'None',
        holdQueueName: text('holdQueueName', request.holdQueueName),
      };
    case 'resume':
    case 'reject':
      return { kind: request.kind };
    case 'redirect':
      return {
        kind: 'redirect',
        destination: required('destination', request.destination),
        callerId: checkCallerId('callerId', request.callerId, issues),
        targets: [],
      };
    case 'record':
      return { kind: 'record', stop: request.stop ?? false };
    case 'addLog':
      return { kind: 'addLog', message: checkLines('message', request.message, maxMessageLength, issues) };
    case 'invite': {
      const address = checkAddress('memberToAdd', required('memberToAdd', request.memberToAdd), issues);
      const callerId = checkCallerId('callerId', request.callerId, issues);
      return { kind: 'invite', ...address, callerId, callSid: null };
    }
    case 'removeMember':
      return { kind: 'removeMember', memberToRemove: required('memberToRemove', request.memberToRemove) };
    case 'startConference':
      return { kind: 'startConference', conferenceSid: text('conferenceSid', request.conferenceSid, maxSidLength) };
    case 'addConferenceMember': {
      const callSid = text('callSid', request.callSid, maxSidLength);
      const address = checkAddress('destination', required('destination', request.destination), issues);
      const callerId = checkCallerId('fromNumber', request.fromNumber, issues);
      return { kind: 'addConferenceMember', ...address, callerId, callSid };
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
  const text = (given ?? '').normalize('NFC').trim();
  checkRequiredText(fieldName, unwrapped(text), max, issues);
  return text;
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
  const { callState, dialState, queueState, holdReason, attributes } = request;
  return {
    ...Object.fromEntries(texts),
    ...(callState && { callState }),
    ...(dialState && { dialState }),
    ...(queueState && { queueState }),
    ...(holdReason && { holdReason }),
    ...(attributes !== undefined && { attributes: checkAttributes('attributes', attributes, issues) }),
  };
}

/** Validates the address of a new member. Only an invitation takes a whole team. */
function checkAddress(
  fieldName: 'memberToAdd' | 'destination',
  text: string,
  issues: FieldError[],
): Pick<UnresolvedMembers, 'fieldName' | 'withAddress' | 'addresses'> {
  const withAddress = parseWithAddress(text);
  const takesTeams = fieldName === 'memberToAdd';
  if (withAddress && (takesTeams || withAddress.kind === 'user')) return { fieldName, withAddress, addresses: [] };
  if (isEmailAddress(text) || toE164(text) !== null) return { fieldName, withAddress: null, addresses: [text] };
  if (text !== '') {
    const references = takesTeams ? 'user:ID or team:ID' : 'user:ID';
    const message = `${fieldName} must be an e-mail address, an E.164 number, such as +15550100, or ${references}.`;
    issues.push({ fieldName, errorCode: 'RegularExpression', message });
  }
  return { fieldName, withAddress: null, addresses: [] };
}

/** Replaces tabs and line breaks by spaces, for text checks that refuse control characters. */
function unwrapped(text: string | null | undefined): string | undefined {
  return text?.replaceAll(/[\t\r\n]/g, ' ');
}
