import { randomBytes } from 'node:crypto';
import { ObjectId } from 'bson';

/** Creates an id: a MongoDB ObjectId as 24 hex digits, so that ids increase with time. */
export function newId(): string {
  return new ObjectId().toHexString();
}

/** Whether a text is a well-formed id. The database need not be queried for any other text. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{24}$/i.test(text);
}

/** Creates a SID in Twilio's format for a call (`CA`) or a conference (`CF`) that has none from a carrier. */
export function newSid(prefix: 'CA' | 'CF'): string {
  return `${prefix}${randomBytes(16).toString('hex')}`;
}
