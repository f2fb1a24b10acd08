import { randomBytes } from 'node:crypto';
import { ObjectId } from 'bson';

/** A new id: a MongoDB ObjectId as 24 hex digits, so ids grow with time. */
export function newId(): string {
  return new ObjectId().toHexString();
}

/** Whether a text can be an id at all; asking the store about anything else is a waste. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{24}$/i.test(text);
}

/** A SID in the form of Twilio's, for a call (`CA`) or a conference (`CF`) to which no carrier gave one. */
export function newSid(prefix: 'CA' | 'CF'): string {
  return `${prefix}${randomBytes(16).toString('hex')}`;
}
