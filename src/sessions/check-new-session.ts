import { z } from 'zod';
import type { FieldError } from '../kernel/app-error.ts';
import { checkText } from '../kernel/check-text.ts';
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

/** Whom a chat is started with; `text` is `kind:id`. */
export interface WithAddress {
  readonly kind: 'user' | 'team';
  readonly id: string;
  readonly text: string;
}

const maxTextLength = 1_024;
const maxNameLength = 256;
const maxMembers = 100;
const emailAddress = z.email().max(254);
const e164 = /^\+[1-9]\d{1,14}$/;
const phonePunctuation = /[\s\-.()[\]]/g;

/** Trims and checks what can be checked without the store. @returns the draft, and every fault found (none: it is sound) */
export function checkNewSession(input: NewSessionInput): { draft: NewSessionDraft; faults: FieldError[] } {
  const faults: FieldError[] = [];
  const text = (fieldName: keyof NewSessionInput & string, max = maxTextLength): string | null =>
    checkText(fieldName, input[fieldName] as string | null | undefined, max, faults);
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
    withAddress: checkWithAddress(text('withAddress'), input.channel, faults),
    fromPhoneNumber: checkPhoneNumber(text('fromPhoneNumber'), faults),
    destination: text('destination'),
    memberEmailAddresses: checkEmailAddresses(input.memberEmailAddresses ?? [], faults),
    startSession: input.startSession ?? false,
  };
  return { draft, faults };
}

function checkWithAddress(value: string | null, channel: FlowChannels, faults: FieldError[]): WithAddress | null {
  if (value === null) return null;
  const fieldName = 'withAddress';
  if (channel !== 'Chat') {
    faults.push({ fieldName, errorCode: 'Predicate', message: 'withAddress is only for the channel Chat.' });
  }
  const [, kind, id] = /^(user|team):(.+)$/.exec(value) ?? [];
  if ((kind === 'user' || kind === 'team') && id !== undefined) return { kind, id, text: value };
  faults.push({ fieldName, errorCode: 'RegularExpression', message: 'withAddress must be user:ID or team:ID.' });
  return null;
}

function checkPhoneNumber(value: string | null, faults: FieldError[]): string | null {
  if (value !== null && !e164.test(value.replaceAll(phonePunctuation, ''))) {
    faults.push({
      fieldName: 'fromPhoneNumber',
      errorCode: 'RegularExpression',
      message: 'fromPhoneNumber must be an E.164 number, such as +15550100.',
    });
  }
  return value;
}

function checkEmailAddresses(given: readonly string[], faults: FieldError[]): string[] {
  const fieldName = 'memberEmailAddresses';
  if (given.length > maxMembers) {
    faults.push({ fieldName, errorCode: 'Length', message: `${fieldName} must be at most ${maxMembers} addresses.` });
    return [];
  }
  const addresses = given.map((address) => address.trim());
  for (const address of addresses) {
    if (!emailAddress.safeParse(address).success) {
      const shown = JSON.stringify(address.slice(0, 100));
      faults.push({ fieldName, errorCode: 'Email', message: `${fieldName}: ${shown} is not an e-mail address.` });
    }
  }
  return addresses;
}
