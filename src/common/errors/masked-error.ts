import { AppError } from './app-error.ts';

/** What a client reads of a fault that is ours; the log has the rest under the same id. */
export function maskedError(requestId: string): AppError {
  return new AppError('INTERNAL_SERVER_ERROR', `Internal error. Request id: ${requestId}`);
}
