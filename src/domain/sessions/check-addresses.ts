import type { FieldError } from '../../common/errors/app-error.ts';
import { isEmailAddress } from '../../common/validation/email-address.ts';
import { phoneNumberError, toE164 } from '../../common/validation/phone-number.ts';
import { checkText } from '../../common/validation/text.ts';

export const maxTextLength = 1_024;
export const maxNameLength = 256;
const maxCallerIdLength = 256;
const maxEmailAddresses = 100;

/** The address of one user, or of all users of a team; `text` has the form `kind:id`. */
export interface WithAddress {
  readonly kind: 'user' | 'team';
  readonly id: string;
  readonly text: string;
}

/**
 * Parses an address of the form `user:ID` or `team:ID`.
 * @returns `null` for any other text
 */
export function parseWithAddress(text: string): WithAddress | null {
  const [, kind, id] = /^(user|team):(.+)$/.exec(text) ?? [];
  return (kind === 'user' || kind === 'team') && id !== undefined ? { kind, id, text } : null;
}

export function checkWithAddress(fieldName: string, value: string | null, issues: FieldError[]): WithAddress | null {
  if (value === null) return null;
  const parsed = parseWithAddress(value);
  if (parsed) return parsed;
  issues.push({ fieldName, errorCode: 'RegularExpression', message: `${fieldName} must be user:ID or team:ID.` });
  return null;
}

/**
 * Validates the phone number of an endpoint of the account.
 * @returns the number as the caller wrote it
 */
export function checkPhoneNumber(fieldName: string, value: string | null, issues: FieldError[]): string | null {
  if (value !== null && toE164(value) === null) issues.push(phoneNumberError(fieldName));
  return value;
}

/**
 * Validates a caller id. Besides phone numbers, networks send short codes, names, SIP addresses and words such as
 * `anonymous`, so any text is allowed.
 */
export function checkCallerId(
  fieldName: string,
  given: string | null | undefined,
  issues: FieldError[],
): string | null {
  return checkText(fieldName, given, maxCallerIdLength, issues);
}

/**
 * Validates e-mail addresses.
 * @returns the trimmed addresses; an empty list when there are too many
 */
export function checkEmailAddresses(fieldName: string, given: readonly string[], issues: FieldError[]): string[] {
  if (given.length > maxEmailAddresses) {
    const message = `${fieldName} must be at most ${maxEmailAddresses} addresses.`;
    issues.push({ fieldName, errorCode: 'Length', message });
    return [];
  }
  const addresses = given.map((address) => address.normalize('NFC').trim());
  for (const [index, address] of addresses.entries()) {
    if (!isEmailAddress(address)) {
      const shown = JSON.stringify(address.slice(0, 100));
      const message = `${fieldName}: ${shown} is not an e-mail address.`;
      issues.push({ fieldName, errorCode: 'Email', message, index });
    }
  }
  return addresses;
}
