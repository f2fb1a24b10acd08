import { createHash } from 'node:crypto';
import { AppError, type FieldError } from '../../common/errors/app-error.ts';
import type { Idempotency } from './repository.ts';

const printableKey = /^[^\p{C}]{1,255}$/u;

/** @param content what is asked for with the key, as JSON: equal text is equal content */
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

/** The refusal of a key that has stood for something else. */
export function idempotencyConflict(): AppError {
  const message = 'This idempotency key was used before with other input.';
  return new AppError('CONFLICT', message, {
    errors: [{ fieldName: 'idempotencyKey', errorCode: 'Conflict', message }],
  });
}
