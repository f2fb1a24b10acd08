import { Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../auth/request-context.ts';
import { RateLimit } from '../contract/types/rate-limit.ts';

@Resolver()
export class RateLimitOperations {
  @Query(() => RateLimit, { description: 'What this request costs, and what you may still spend' })
  rateLimit(@Ctx() { budget }: RequestContext): RateLimit {
    return budget.usage();
  }
}
