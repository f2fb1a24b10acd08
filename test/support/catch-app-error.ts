import { AppError } from '../../src/common/errors/app-error.ts';

/** The refusal that a call ends in; anything else it does fails the test. */
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
