import { createHash } from 'node:crypto';
import { AppError, type FieldError } from '../../common/errors/app-error.ts';
import type { Idempotency } from './repository.ts';

const printableKey = /^[^\p{C}]{1,255}$/u;

/**
 * Validates an idempotency key and fingerprints the input that it stands for.
 * @param content input of the request; equal JSON counts as equal input
 * @returns `null` when the key is absent or invalid
 */
export function checkIdempotency(
  key: string | null | undefined,
  content: unknown,
  issues: FieldError[],
): Idempotency | null {
  if (key === null || key === undefined) return null;
  if (!printableKey.test(key)) {
    const message = 'idempotencyKey must be 1 to 255 printable characters.';
    issues.push({ fieldName: 'idempotencyKey', errorCode: 'Length', message });
    return null;
  }
  return { key, fingerprint: createHash('sha256').update(JSON.stringify(content)).digest('base64') };
}

/** The error for an idempotency key that was used before with other input. */
export function idempotencyConflict(): AppError {
  const message = 'This idempotency key was already used with other input.';
  return new AppError('CONFLICT', message, {
    errors: [{ fieldName: 'idempotencyKey', errorCode: 'Conflict', message }],
  });
}
