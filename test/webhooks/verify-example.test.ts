import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rotated, webhookSignature } from '../../src/domain/webhooks/signature.ts';

const page = readFileSync('docs/webhooks.md', 'utf8');
const [, source = ''] = /<!-- example: verify -->\n\n```js\n([\s\S]*?)```/.exec(page) ?? [];
const { isGenuine } = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as {
  isGenuine: (secret: string, signature: string, body: string, now?: number) => boolean;
};

const now = new Date('2026-01-01T00:00:00Z');
const body = '{"kind":"SessionCreated","text":"é"}';
const secrets = rotated([{ value: 'old', dateExpires: null }], 'new', now);
const signature = webhookSignature(secrets, body, now);

it.each<[what: string, secret: string, signature: string, body: string, ms: number, expected: boolean]>([
  ['by the new secret', 'new', signature, body, 0, true],
  ['by the old one', 'old', signature, body, 299_000, true],
  ['by another one', 'other', signature, body, 0, false],
  ['changed', 'new', signature, body.replace('é', 'e'), 0, false],
  ['old', 'new', signature, body, 301_000, false],
  ['of the future', 'new', signature, body, -301_000, false],
  ['at another time', 'new', signature.replace('t=1767225600', 't=1767225601'), body, 0, false],
  ['without a signature', 'new', 't=1767225600', body, 0, false],
  ['with nonsense', 'new', 'nonsense', body, 0, false],
  ['with half a digest', 'new', signature.slice(0, 40), body, 0, false],
])('the example of the documentation judges what is signed %s', (_, secret, given, text, ms, expected) => {
  expect(isGenuine(secret, given, text, now.getTime() + ms)).toBe(expected);
});
