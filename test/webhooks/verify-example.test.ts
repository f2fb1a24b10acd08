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
  ['with the new secret', 'new', signature, body, 0, true],
  ['with the old secret', 'old', signature, body, 299_000, true],
  ['with another secret', 'other', signature, body, 0, false],
  ['over another body', 'new', signature, body.replace('é', 'e'), 0, false],
  ['more than 5 minutes ago', 'new', signature, body, 301_000, false],
  ['more than 5 minutes in the future', 'new', signature, body, -301_000, false],
  ['with another timestamp', 'new', signature.replace('t=1767225600', 't=1767225601'), body, 0, false],
  ['without a signature', 'new', 't=1767225600', body, 0, false],
  ['with nonsense', 'new', 'nonsense', body, 0, false],
  ['with half a digest', 'new', signature.slice(0, 40), body, 0, false],
])('the documented example verifies a body signed %s', (_, secret, given, text, ms, expected) => {
  expect(isGenuine(secret, given, text, now.getTime() + ms)).toBe(expected);
});
