import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../kernel/app-error.ts';
import { withDeadline } from '../kernel/deadline.ts';

/** Ends the work for a request after `ms`, or when its client hangs up. */
export function limitRequests(server: FastifyInstance, ms: number): void {
  // not earlier: what runs while a body is read does not come from here
  server.addHook('preValidation', (_request: FastifyRequest, reply: FastifyReply, done) => {
    const over = new AbortController();
    const unwanted = new AbortController();
    const timer = setTimeout(() => {
      const reason = tooLate(ms);
      over.abort(reason);
      unwanted.abort(reason);
    }, ms);
    reply.raw.once('close', () => {
      clearTimeout(timer);
      if (!reply.raw.writableFinished) unwanted.abort(hungUp());
    });
    withDeadline({ endsAt: performance.now() + ms, over: over.signal, unwanted: unwanted.signal }, done);
  });
}

function tooLate(ms: number): AppError {
  return new AppError('UNAVAILABLE', `This took longer than ${ms / 1_000} s; ask for less, or try again.`, {
    retryAfterSeconds: 1,
  });
}

function hungUp(): AppError {
  return new AppError('UNAVAILABLE', 'The client did not wait for the answer.');
}
