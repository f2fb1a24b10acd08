import { domainToASCII, domainToUnicode } from 'node:url';

const maxLength = 254;
/** Dot-separated atoms of RFC 5322, with the Unicode characters of RFC 6531. */
const atom = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
const localPart = new RegExp(`^${atom}(?:\\.${atom})*$`, 'u');
const maxLocalPart = 64;
const typedDomain = /^[\p{L}\p{M}\p{N}.-]+$/u;
const asciiDomain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])$/;

/** Returns whether a text is an e-mail address. International addresses are, with a domain in Unicode or Punycode. */
export function isEmailAddress(text: string): boolean {
  return normalForm(text) !== null;
}

/**
 * Returns the form in which e-mail addresses are stored and compared: lower case, Unicode normal form C, and a domain
 * in Unicode. Any other text is returned in lower case.
 */
export function normalizeEmailAddress(text: string): string {
  return normalForm(text) ?? text.trim().toLowerCase();
}

/** Returns the forms of an e-mail address with a domain in Unicode and in Punycode; nothing for any other text. */
export function emailAddressForms(text: string): string[] {
  const address = normalForm(text);
  if (address === null) return [];
  const { local, domain } = split(address);
  return [address, `${local}@${domainToASCII(domain)}`];
}

function normalForm(text: string): string | null {
  if (text.length > maxLength) return null;
  const { local, domain } = split(text.trim().normalize('NFC'));
  if (local.length > maxLocalPart || !localPart.test(local)) return null;
  // domainToASCII decodes percent signs and reads addresses in brackets, which are no part of a domain
  const ascii = typedDomain.test(domain) ? domainToASCII(domain) : '';
  return asciiDomain.test(ascii) ? `${local.toLowerCase()}@${domainToUnicode(ascii)}` : null;
}

function split(address: string): { local: string; domain: string } {
  const at = address.lastIndexOf('@');
  return { local: address.slice(0, Math.max(at, 0)), domain: address.slice(at + 1) };
}
