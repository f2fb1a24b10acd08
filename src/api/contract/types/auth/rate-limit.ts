import { Field, GraphQLISODateTime, Int } from 'type-graphql';
import { SimpleObjectType } from '../../decorators.ts';

@SimpleObjectType({
  description: 'What you may ask for, in points: 1 for an object, 0.1 for a leaf, more for what costs more',
})
export class RateLimit {
  @Field(() => Int, { description: 'What this request costs, worked out before it runs' })
  cost!: number;

  @Field(() => Int, { description: 'What you may spend in a minute' })
  limit!: number;

  @Field(() => Int, { description: 'What of it is left' })
  remaining!: number;

  @Field(() => GraphQLISODateTime, { description: 'When all of it is there again' })
  resetAt!: Date;
}
