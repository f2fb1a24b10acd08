import { Field, GraphQLISODateTime, Int } from 'type-graphql';
import { SimpleObjectType } from '../../decorators.ts';

@SimpleObjectType({
  description:
    'The rate limit of the caller, in points. An object costs 1 point and a leaf 0.1; expensive fields cost more.',
})
export class RateLimit {
  @Field(() => Int, { description: 'The cost of this request, computed before execution' })
  cost!: number;

  @Field(() => Int, { description: 'The maximum number of points per minute' })
  limit!: number;

  @Field(() => Int, { description: 'The number of points remaining' })
  remaining!: number;

  @Field(() => GraphQLISODateTime, { description: 'The time at which the full limit is available again' })
  resetAt!: Date;
}
