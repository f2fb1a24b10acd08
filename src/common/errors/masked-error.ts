import { AppError } from './app-error.ts';

/** Creates the response for an internal error. The log has the details under the same request id. */
export function maskedError(requestId: string): AppError {
  return new AppError('INTERNAL_SERVER_ERROR', `Internal error. Request id: ${requestId}`);
}
