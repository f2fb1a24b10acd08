import { z } from 'zod';
import type { FieldError } from '../kernel/app-error.ts';

export const maxTextLength = 1_024;
export const maxNameLength = 256;
const maxEmailAddresses = 100;
const emailAddress = z.email().max(254);
const e164 = /^\+[1-9]\d{1,14}$/;
const phonePunctuation = /[\s\-.()[\]]/g;

/** A user, or all users of a team; `text` is `kind:id`. */
export interface WithAddress {
  readonly kind: 'user' | 'team';
  readonly id: string;
  readonly text: string;
}

export function isEmailAddress(text: string): boolean {
  return emailAddress.safeParse(text).success;
}

/** Whether it is E.164, spaces, dashes, dots and brackets aside. */
export function isPhoneNumber(text: string): boolean {
  return e164.test(text.replaceAll(phonePunctuation, ''));
}

/** @returns `null` for a text that is no `user:ID` and no `team:ID` */
export function parseWithAddress(text: string): WithAddress | null {
  const [, kind, id] = /^(user|team):(.+)$/.exec(text) ?? [];
  return (kind === 'user' || kind === 'team') && id !== undefined ? { kind, id, text } : null;
}

export function checkWithAddress(fieldName: string, value: string | null, faults: FieldError[]): WithAddress | null {
  if (value === null) return null;
  const parsed = parseWithAddress(value);
  if (parsed) return parsed;
  faults.push({ fieldName, errorCode: 'RegularExpression', message: `${fieldName} must be user:ID or team:ID.` });
  return null;
}

/** @returns the number as it was written */
export function checkPhoneNumber(fieldName: string, value: string | null, faults: FieldError[]): string | null {
  if (value !== null && !isPhoneNumber(value)) {
    const message = `${fieldName} must be an E.164 number, such as +15550100.`;
    faults.push({ fieldName, errorCode: 'RegularExpression', message });
  }
  return value;
}

/** @returns the addresses, trimmed */
export function checkEmailAddresses(fieldName: string, given: readonly string[], faults: FieldError[]): string[] {
  if (given.length > maxEmailAddresses) {
    const message = `${fieldName} must be at most ${maxEmailAddresses} addresses.`;
    faults.push({ fieldName, errorCode: 'Length', message });
    return [];
  }
  const addresses = given.map((address) => address.trim());
  for (const address of addresses) {
    if (!isEmailAddress(address)) {
      const shown = JSON.stringify(address.slice(0, 100));
      faults.push({ fieldName, errorCode: 'Email', message: `${fieldName}: ${shown} is not an e-mail address.` });
    }
  }
  return addresses;
}
