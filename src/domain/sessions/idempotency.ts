import { createHash } from 'node:crypto';
import { AppError, type FieldError } from '../../common/errors/app-error.ts';
import type { Idempotency } from './repository.ts';

const printableKey = /^[^\p{C}]{1,255}$/u;

/**
 * Validates an idempotency key and fingerprints the input that it stands for.
 * @param content returns the input of the request; equal JSON counts as equal input
 * @returns `null` when the key is absent or invalid
 */
export function checkIdempotency(
  key: string | null | undefined,
  content: () => unknown,
  issues: FieldError[],
): Idempotency | null {
  if (key === null || key === undefined) return null;
  if (!printableKey.test(key)) {
    const message = 'idempotencyKey must be 1 to 255 printable characters.';
    issues.push({ fieldName: 'idempotencyKey', errorCode: 'Length', message });
    return null;
  }
  return { key, fingerprint: createHash('sha256').update(JSON.stringify(content())).digest('base64') };
}

/**
 * Returns the fields that differ from their default values, sorted by name.
 *
 * A fingerprint of the result stays the same when the input gets a new optional field or its fields are reordered, so
 * that servers of two versions accept the same retry.
 */
export function withoutDefaults<T extends object>(input: T, defaults: T): Partial<T> {
  const unset = new Map<string, unknown>(Object.entries(defaults));
  const given = Object.entries(input).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(unset.get(name)),
  );
  return Object.fromEntries(given.sort(([a], [b]) => (a < b ? -1 : 1))) as Partial<T>;
}

/** The error for an idempotency key that was used before with other input. */
export function idempotencyConflict(): AppError {
  const message = 'This idempotency key was already used with other input.';
  return new AppError('CONFLICT', message, {
    errors: [{ fieldName: 'idempotencyKey', errorCode: 'Conflict', message }],
  });
}
