import { setMaxListeners } from 'node:events';
import type { FastifyReply } from 'fastify';
import { AppError } from '../kernel/app-error.ts';
import { withDeadline } from '../kernel/deadline.ts';

/** Does the work for a request, which ends after a while, and its reads when the client hangs up. */
export type UnderDeadline = <T>(reply: FastifyReply, work: () => Promise<T>) => Promise<T>;

/** @param seconds how long a request may be worked on */
export function createDeadline(seconds: number): UnderDeadline {
  return async (reply, work) => {
    const over = new AbortController();
    const unwanted = new AbortController();
    // every operation of the request listens to them
    setMaxListeners(0, over.signal, unwanted.signal);
    const timer = setTimeout(() => {
      const reason = tooLate(seconds);
      over.abort(reason);
      unwanted.abort(reason);
    }, seconds * 1_000);
    const onClose = (): void => unwanted.abort(hungUp());
    reply.raw.once('close', onClose);
    const endsAt = performance.now() + seconds * 1_000;
    try {
      return await withDeadline({ endsAt, over: over.signal, unwanted: unwanted.signal }, work);
    } finally {
      clearTimeout(timer);
      reply.raw.off('close', onClose);
    }
  };
}

function tooLate(seconds: number): AppError {
  const message = `This took longer than ${seconds} s; ask for less, or try again.`;
  return new AppError('UNAVAILABLE', message, { retryAfterSeconds: 1 });
}

function hungUp(): AppError {
  return new AppError('UNAVAILABLE', 'The client did not wait for the answer.');
}
