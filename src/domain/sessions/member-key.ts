import { toE164 } from '../../common/validation/phone-number.ts';

/**
 * Returns the form in which identities of members are compared: E.164 for a phone number, otherwise lower case. Equal
 * keys are one person, however the identity is written.
 */
export function memberKey(identity: string): string {
  return toE164(identity) ?? identity.toLowerCase();
}
