import { createHmac, randomBytes } from 'node:crypto';
import type { WebhookSecret } from './record.ts';

/** How long a replaced secret goes on signing, so that receivers can change over. */
const overlapMs = 24 * 3_600_000;

/** A new secret: 32 random bytes in base64url, behind the prefix by which people and scanners know one. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64url')}`;
}

/** The secrets after a new one has taken over: the one before still signs for a day. */
export function rotated(secrets: readonly WebhookSecret[], value: string, now: Date): WebhookSecret[] {
  const [current] = secrets;
  const ending = current ? [{ ...current, dateExpires: new Date(now.getTime() + overlapMs) }] : [];
  return [{ value, dateExpires: null }, ...ending];
}

/**
 * The header `Webhook-Signature`: `t=SECONDS,v1=HEX`, a `v1` for each secret in force, each the HMAC-SHA256 over the time, a dot
 * and the body.
 */
export function webhookSignature(secrets: readonly WebhookSecret[], body: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1_000);
  const inForce = secrets.filter(({ dateExpires }) => dateExpires === null || dateExpires > now);
  const digests = inForce.map(({ value }) => createHmac('sha256', value).update(`${seconds}.${body}`).digest('hex'));
  return [`t=${seconds}`, ...digests.map((digest) => `v1=${digest}`)].join(',');
}
