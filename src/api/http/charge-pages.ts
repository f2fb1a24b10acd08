import type { FastifyInstance } from 'fastify';
import type { ChargeAddress } from './charge-address.ts';
import { reportError, type ToAppError } from './report-error.ts';

/** Rate limit points of a page: the largest takes about as long as five short operations. */
const pagePoints = 50;

export interface ChargedPages {
  readonly chargeAddress: ChargeAddress;
  readonly toAppError: ToAppError;
}

/** Charges every request of a plugin that serves pages without authentication, and answers errors as plain text. */
export function chargePages(server: FastifyInstance, { chargeAddress, toAppError }: ChargedPages): void {
  server.addHook('onRequest', (request, _reply, done) => {
    chargeAddress(request, pagePoints);
    done();
  });
  server.setErrorHandler((error, request, reply) => {
    const appError = reportError(error, request, toAppError);
    if (appError.retryAfterSeconds !== undefined) reply.header('Retry-After', appError.retryAfterSeconds);
    reply.code(appError.status).type('text/plain; charset=utf-8');
    return appError.message;
  });
}
