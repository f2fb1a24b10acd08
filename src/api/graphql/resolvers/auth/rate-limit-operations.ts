import { Ctx, Query, Resolver } from 'type-graphql';
import { RateLimit } from '../../../contract/types/auth/rate-limit.ts';
import type { RequestContext } from '../../../http/request-context.ts';

@Resolver()
export class RateLimitOperations {
  @Query(() => RateLimit, { description: 'What this request costs, and what you may still spend' })
  rateLimit(@Ctx() { budget }: RequestContext): RateLimit {
    return budget.usage();
  }
}
