import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../../common/errors/app-error.ts';

const retryAfterSeconds = 2;

class OverloadedError extends AppError {
  constructor() {
    super('UNAVAILABLE', 'The server is overloaded. Try again.', { retryAfterSeconds });
  }
}

/**
 * Refuses requests while the event loop lags: a request that is refused at once does less harm than one that is answered
 * when nobody waits any more. @param maxDelayMs mean of half a second; 0 refuses nothing
 */
export async function shedLoad(server: FastifyInstance, maxDelayMs: number): Promise<void> {
  await server.register(underPressure, {
    maxEventLoopDelay: maxDelayMs,
    sampleInterval: 500,
    customError: OverloadedError,
  });
}

/** For the routes by which others see how the server is. */
export const exemptFromLoadShedding = { pressureHandler: () => undefined } as const;
