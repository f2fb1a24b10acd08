import type { RateLimitBudget } from '../../domain/auth/rate-limiter.ts';
import type { ChargeSearch } from '../../domain/sessions/text-search.ts';

/** Sessions that a text search reads for one point. */
const sessionsPerPoint = 2;

/** Returns a function that charges text searches to a budget. */
export function chargeSearchTo(budget: RateLimitBudget): ChargeSearch {
  return (sessions) => budget.spend(Math.ceil(sessions / sessionsPerPoint));
}
