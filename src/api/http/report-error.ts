import type { FastifyRequest } from 'fastify';
import type { AppError } from '../../common/errors/app-error.ts';
import { maskedError } from '../../common/errors/masked-error.ts';
import { NotReadyError } from './not-ready-error.ts';

/** Maps an error to the one that the client receives; `null` for an unexpected error, which is masked. */
export type ToAppError = (error: unknown) => AppError | null;

/**
 * Adds the error of a request to its summary, and logs it if it is a failure of the server.
 *
 * @returns the error that the client receives
 */
export function reportError(error: unknown, request: FastifyRequest, toAppError: ToAppError): AppError {
  const appError = toAppError(error) ?? maskedError(request.id);
  request.summary.codes.push(appError.code);
  if (appError.status >= 500 && !(error instanceof NotReadyError)) request.log.error({ err: error }, 'request.failed');
  return appError;
}
