import { randomInt } from 'node:crypto';
import { ObjectId } from 'mongodb';
import type { Ids, Kind } from './two-tenants.ts';

const kinds: readonly (readonly [Kind, RegExp])[] = [
  ['delivery', /redeliver/i],
  ['webhook', /webhook/i],
  ['apiKey', /apikey/i],
  ['customer', /customer/i],
  ['endpoint', /endpoint/i],
  ['user', /user|member/i],
  ['account', /account/i],
];

/** What kind an argument or a field of an input wants the id of. @param owner the operation, which `id` alone leaves it to */
export function kindOf(owner: string, name: string): Kind {
  const text = /^(specific)?ids?$/i.test(name) ? owner : name;
  return kinds.find(([, pattern]) => pattern.test(text))?.[0] ?? 'session';
}

/** Whether a text of that name says an id of ours, other than what clients write down for themselves. */
export function mayBeId(name: string): boolean {
  return /(^i|I)ds?$|^withAddress$|^members$/.test(name) && !/^(reference|queueMember|ringQueue)Id/.test(name);
}

/** What may stand at a place of that name, of the kind that belongs there or, where any does, of every kind. */
export function valuesFor(owner: string, name: string, ids: Ids): string[] {
  if (name === 'withAddress') return [`user:${ids.user}`, `team:${ids.endpoint}`];
  if (/^members$|memberId/i.test(name)) return [`user:${ids.user}`];
  return /^nodes?$/.test(owner) ? Object.values(ids) : [ids[kindOf(owner, name)]];
}

/** The same with ids that nobody has. */
export function unknownFor(value: string): string {
  return value.replace(/[0-9a-f]{24}/, new ObjectId().toHexString());
}

/** What is to stand in a required text of that name. */
export function sampleText(name: string): string {
  // no two may have the same
  if (/phone|destination/i.test(name)) return `+1${randomInt(10 ** 9, 10 ** 10)}`;
  if (/address/i.test(name)) return 'someone@acme.test';
  if (/url/i.test(name)) return 'http://127.0.0.1:9/sample';
  return 'sample';
}

/** An answer without what differs from one request to the next. */
export function comparable(answer: string, sent: string): string {
  return answer
    .replaceAll(sent, 'SENT')
    .replaceAll(/[0-9a-f]{24}(-\w+)*/g, 'ID')
    .replaceAll(/\d+/g, '0');
}
