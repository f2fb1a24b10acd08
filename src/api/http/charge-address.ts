import type { FastifyRequest } from 'fastify';
import { clientNetwork } from '../../domain/auth/client-network.ts';
import type { RateLimiter } from '../../domain/auth/rate-limiter.ts';
import { anonymous } from '../../domain/directory/principal.ts';

/**
 * Charges points to the address of a request, for work that needs no authentication.
 *
 * @throws RATE_LIMITED when the budget of the address is exhausted
 */
export type ChargeAddress = (request: FastifyRequest, points: number) => void;

export function createAddressCharge(rateLimiter: RateLimiter): ChargeAddress {
  return (request, points) => {
    const network = clientNetwork(request.ip);
    const budget = rateLimiter.budgetFor({ principal: anonymous, accountId: null, network });
    request.summary.budget = budget;
    budget.spend(points);
  };
}
