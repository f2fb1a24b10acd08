import { isEmailAddress, normalizeEmailAddress } from '../../../common/validation/email-address.ts';
import { toE164 } from '../../../common/validation/phone-number.ts';
import type { SessionRecord } from '../../../domain/sessions/record.ts';

/**
 * Fields of a session that hold phone numbers and e-mail addresses. They are stored in the form in which they are
 * compared; the text as the caller wrote it is stored beside it, if it differs.
 */
export const addressFields = ['fromAddress', 'toAddress', 'destination', 'fromPhoneNumber'] as const;
export type AddressField = (typeof addressFields)[number];
export type GivenAddresses = { readonly [K in AddressField as `${K}Given`]?: string };

/** Document fields with the texts as written, by the names of their fields. */
export const givenNames = {
  fromAddress: 'fromAddressGiven',
  toAddress: 'toAddressGiven',
  destination: 'destinationGiven',
  fromPhoneNumber: 'fromPhoneNumberGiven',
} as const satisfies Record<AddressField, keyof GivenAddresses>;

export function isAddressField(name: string): name is AddressField {
  return addressFields.some((one) => one === name);
}

/** Returns the form in which an address is compared: E.164, the normal form of an e-mail address, or the text itself. */
export function comparedAddress(address: string): string {
  return toE164(address) ?? (isEmailAddress(address) ? normalizeEmailAddress(address) : address);
}

/** Returns the document fields of the addresses of a session, or of those that a change sets. */
export function addressDocument(fields: Partial<Pick<SessionRecord, AddressField>>): GivenAddresses {
  const entries = addressFields.flatMap((name): [string, string][] => {
    const given = fields[name] ?? null;
    if (given === null) return [];
    const compared = comparedAddress(given);
    return compared === given
      ? [[name, given]]
      : [
          [name, compared],
          [givenNames[name], given],
        ];
  });
  return Object.fromEntries(entries);
}
