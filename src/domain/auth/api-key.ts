import { randomBytes } from 'node:crypto';

const prefix = 'ak-';

/** @returns a new API key: 32 random bytes in base64url, behind the prefix by which people and scanners know one */
export function newApiKey(): string {
  return prefix + randomBytes(32).toString('base64url');
}

/** Whether a text has the form of an API key; one that has not costs no query. */
export function isApiKey(text: string): boolean {
  return text.startsWith(prefix) && /^[\w-]{43}$/.test(text.slice(prefix.length));
}
