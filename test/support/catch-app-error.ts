import { AppError } from '../../src/common/errors/app-error.ts';

/**
 * Returns the AppError that a call throws.
 * @throws Error when the call returns, and any other error of the call
 */
export function catchAppError(act: () => unknown): AppError {
  let result: unknown;
  try {
    result = act();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error(`nothing was thrown, but ${JSON.stringify(result)} returned`);
}
