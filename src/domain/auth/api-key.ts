import { randomBytes } from 'node:crypto';

const prefix = 'ak-';

/** Generates an API key: 32 random bytes in base64url, with a prefix that people and secret scanners recognize. */
export function newApiKey(): string {
  return prefix + randomBytes(32).toString('base64url');
}

/** Whether a text has the format of an API key; anything else is rejected without a database query. */
export function isApiKey(text: string): boolean {
  return text.startsWith(prefix) && /^[\w-]{43}$/.test(text.slice(prefix.length));
}
