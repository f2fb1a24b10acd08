import { createHmac, randomBytes } from 'node:crypto';
import type { WebhookSecret } from './record.ts';

/** How long a replaced secret keeps signing, so that receivers can change over, in milliseconds. */
const overlapMs = 24 * 3_600_000;

/** Generates a secret: 32 random bytes in base64url, with a prefix that people and secret scanners recognize. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64url')}`;
}

/** Returns the secrets after a rotation: the new one first, then the previous one, which keeps signing for a day. */
export function rotated(secrets: readonly WebhookSecret[], value: string, now: Date): WebhookSecret[] {
  const [current] = secrets;
  const ending = current ? [{ ...current, dateExpires: new Date(now.getTime() + overlapMs) }] : [];
  return [{ value, dateExpires: null }, ...ending];
}

/**
 * Computes the header `Webhook-Signature`: `t=SECONDS,v1=HEX`, with one `v1` for each secret in force. Each is the
 * HMAC-SHA256 of the timestamp, a dot and the body.
 */
export function webhookSignature(secrets: readonly WebhookSecret[], body: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1_000);
  const inForce = secrets.filter(({ dateExpires }) => dateExpires === null || dateExpires > now);
  const digests = inForce.map(({ value }) => createHmac('sha256', value).update(`${seconds}.${body}`).digest('hex'));
  return [`t=${seconds}`, ...digests.map((digest) => `v1=${digest}`)].join(',');
}
