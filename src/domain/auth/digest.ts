import { createHash } from 'node:crypto';

/** SHA-256 in base64url, for secrets that are random enough to need no salt and no slow hash. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
