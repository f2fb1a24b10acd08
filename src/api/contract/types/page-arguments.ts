import { ArgsType, Field, Int } from 'type-graphql';

/**
 * Relay page arguments.
 * A class keeps the order of arguments in the schema, where single parameters would be reversed.
 */
@ArgsType()
export class PageArguments {
  @Field(() => Int, { nullable: true, description: 'Returns the first n items. Default 25, maximum 100.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Returns items after this cursor' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'Returns the last n items. Maximum 100.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Returns items before this cursor' })
  before?: string | null;
}
