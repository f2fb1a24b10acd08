import { randomInt } from 'node:crypto';
import { ObjectId } from 'mongodb';
import type { Ids, Kind } from './two-tenants.ts';

const kinds: readonly (readonly [Kind, RegExp])[] = [
  ['delivery', /redeliver/i],
  ['webhook', /webhook/i],
  ['apiKey', /apikey/i],
  ['conversation', /conversation/i],
  ['message', /^(list)?messages$/i],
  ['customer', /customer/i],
  ['endpoint', /endpoint/i],
  ['user', /user|member/i],
  ['account', /account/i],
];

/**
 * Returns the kind of entity whose id an argument or input field takes.
 * @param owner the operation, which decides the kind of an argument named only `id` or `ids`
 */
export function kindOf(owner: string, name: string): Kind {
  const text = /^(specific)?ids?$/i.test(name) ? owner : name;
  return kinds.find(([, pattern]) => pattern.test(text))?.[0] ?? 'session';
}

/** Reports whether a string of that name holds an id of the server. Ids that clients choose freely are excluded. */
export function mayBeId(name: string): boolean {
  return (
    /(^i|I)ds?$|^withAddress$|^members$/.test(name) &&
    !/^(reference|queueMember|ringQueue|external|caller)Id/.test(name)
  );
}

/** Returns valid values for an argument or field: the id of its kind, or of every kind where all kinds are valid. */
export function valuesFor(owner: string, name: string, ids: Ids): string[] {
  if (name === 'withAddress') return [`user:${ids.user}`, `team:${ids.endpoint}`];
  if (/^members$|memberId/i.test(name)) return [`user:${ids.user}`];
  return /^nodes?$/.test(owner) ? Object.values(ids) : [ids[kindOf(owner, name)]];
}

/** Replaces the id within a value by an id that does not exist. */
export function unknownFor(value: string): string {
  return value.replace(/[0-9a-f]{24}/, new ObjectId().toHexString());
}

/** Returns a valid value for a required string of that name. */
export function sampleText(name: string): string {
  // phone numbers must be unique
  if (/phone|destination/i.test(name)) return `+1${randomInt(10 ** 9, 10 ** 10)}`;
  if (/address/i.test(name)) return 'someone@acme.test';
  if (/url/i.test(name)) return 'http://127.0.0.1:9/sample';
  return 'sample';
}

/** Normalizes a response for comparison: replaces the sent value, ids and numbers. */
export function comparable(answer: string, sent: string): string {
  return answer
    .replaceAll(sent, 'SENT')
    .replaceAll(/[0-9a-f]{24,}(-\w+)*/g, 'ID')
    .replaceAll(/\d+/g, '0');
}
