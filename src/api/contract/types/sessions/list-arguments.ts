import { ArgsType, Field } from 'type-graphql';
import { PageArguments } from '../page-arguments.ts';
import { SessionFilter } from './filter.ts';
import { SessionOrder } from './order.ts';

/** Which sessions, in which order, and which page of them. */
@ArgsType()
export class SessionListArguments extends PageArguments {
  @Field(() => SessionFilter, { nullable: true, description: 'Which sessions; all of your accounts if not said' })
  filter?: SessionFilter | null;

  @Field(() => SessionOrder, { nullable: true, description: 'Their order; the newest first if not said' })
  orderBy?: SessionOrder | null;
}
