import type { FastifyInstance } from 'fastify';
import type { AppError } from '../../common/errors/app-error.ts';
import { maskedError } from '../../common/errors/masked-error.ts';
import type { ChargeAddress } from './charge-address.ts';
import { NotReadyError } from './not-ready-error.ts';

/** Rate limit points of a page: the largest takes about as long as five short operations. */
const pagePoints = 50;

export interface ChargedPages {
  readonly chargeAddress: ChargeAddress;
  /** Maps an error to its AppError; `null` for an unexpected error, which is masked. */
  readonly toAppError: (error: unknown) => AppError | null;
}

/** Charges every request of a plugin that serves pages without authentication, and answers errors as plain text. */
export function chargePages(server: FastifyInstance, { chargeAddress, toAppError }: ChargedPages): void {
  server.addHook('onRequest', (request, _reply, done) => {
    chargeAddress(request, pagePoints);
    done();
  });
  server.setErrorHandler((error, request, reply) => {
    const appError = toAppError(error) ?? maskedError(request.id);
    request.summary.codes.push(appError.code);
    if (appError.status >= 500 && !(error instanceof NotReadyError))
      request.log.error({ err: error }, 'request.failed');
    if (appError.retryAfterSeconds !== undefined) reply.header('Retry-After', appError.retryAfterSeconds);
    reply.code(appError.status).type('text/plain; charset=utf-8');
    return appError.message;
  });
}
