import type { FieldError } from '../../common/errors/app-error.ts';
import { isEmailAddress } from '../../common/validation/email-address.ts';
import { phoneNumberError, toE164 } from '../../common/validation/phone-number.ts';

export const maxTextLength = 1_024;
export const maxNameLength = 256;
const maxEmailAddresses = 100;

/** A user, or all users of a team; `text` is `kind:id`. */
export interface WithAddress {
  readonly kind: 'user' | 'team';
  readonly id: string;
  readonly text: string;
}

/** @returns `null` for a text that is no `user:ID` and no `team:ID` */
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

/** @returns the number as it was written */
export function checkPhoneNumber(fieldName: string, value: string | null, issues: FieldError[]): string | null {
  if (value !== null && toE164(value) === null) issues.push(phoneNumberError(fieldName));
  return value;
}

/** @returns the addresses, trimmed */
export function checkEmailAddresses(fieldName: string, given: readonly string[], issues: FieldError[]): string[] {
  if (given.length > maxEmailAddresses) {
    const message = `${fieldName} must be at most ${maxEmailAddresses} addresses.`;
    issues.push({ fieldName, errorCode: 'Length', message });
    return [];
  }
  const addresses = given.map((address) => address.trim());
  for (const address of addresses) {
    if (!isEmailAddress(address)) {
      const shown = JSON.stringify(address.slice(0, 100));
      issues.push({ fieldName, errorCode: 'Email', message: `${fieldName}: ${shown} is not an e-mail address.` });
    }
  }
  return addresses;
}
