import { Ctx, Query, Resolver } from 'type-graphql';
import { RateLimit } from '../../../contract/types/auth/rate-limit.ts';
import type { RequestContext } from '../../../http/request-context.ts';

@Resolver()
export class RateLimitOperations {
  @Query(() => RateLimit, { description: 'The rate limit of the caller and the cost of this request' })
  rateLimit(@Ctx() { budget }: RequestContext): RateLimit {
    return budget.usage();
  }
}
