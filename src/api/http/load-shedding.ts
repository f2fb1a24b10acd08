import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../../common/errors/app-error.ts';

const retryAfterSeconds = 2;

class OverloadedError extends AppError {
  constructor() {
    super('UNAVAILABLE', 'The server is overloaded. Try again.', { retryAfterSeconds });
  }
}

/**
 * Rejects requests with UNAVAILABLE while the event loop lags. An immediate error is better than a response after the
 * client has given up.
 *
 * @param maxDelayMs upper bound on the event loop delay, averaged over half a second; 0 disables load shedding
 */
export async function shedLoad(server: FastifyInstance, maxDelayMs: number): Promise<void> {
  await server.register(underPressure, {
    maxEventLoopDelay: maxDelayMs,
    sampleInterval: 500,
    customError: OverloadedError,
  });
}

/** Route configuration for health checks and metrics, which must work under load. */
export const exemptFromLoadShedding = { pressureHandler: () => undefined } as const;

export function isExemptFromLoadShedding({ routeOptions }: FastifyRequest): boolean {
  return 'pressureHandler' in routeOptions.config;
}
