import type { FastifyRequest } from 'fastify';
import { clientNetwork } from '../../domain/auth/client-network.ts';
import type { RateLimiter } from '../../domain/auth/rate-limiter.ts';

/**
 * Charges points to the address of a request, for work that needs no authentication.
 *
 * @throws RATE_LIMITED when the budget of the address is exhausted
 */
export type ChargeAddress = (request: FastifyRequest, points: number) => void;

export function createAddressCharge(rateLimiter: RateLimiter): ChargeAddress {
  return (request, points) => {
    const budget = rateLimiter.budgetForNetwork(clientNetwork(request.ip));
    request.summary.budget = budget;
    budget.spend(points);
  };
}
