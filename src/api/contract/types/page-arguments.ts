import { ArgsType, Field, Int } from 'type-graphql';

/** Which page of a list; classes of arguments keep their order in the schema, where single parameters come out reversed. */
@ArgsType()
export class PageArguments {
  @Field(() => Int, { nullable: true, description: 'How many from the start: 25 if not said, at most 100' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'The cursor to begin after' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many from the end instead: at most 100' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'The cursor to end before' })
  before?: string | null;
}
