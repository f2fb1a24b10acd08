import { ArgsType, Field } from 'type-graphql';
import { PageArguments } from '../page-arguments.ts';
import { SessionFilter } from './filter.ts';
import { SessionOrder } from './order.ts';

/** Filter, order and page arguments of a session list. */
@ArgsType()
export class SessionListArguments extends PageArguments {
  @Field(() => SessionFilter, {
    nullable: true,
    description: 'Filter of the sessions. Default: all sessions of your accounts.',
  })
  filter?: SessionFilter | null;

  @Field(() => SessionOrder, {
    nullable: true,
    description: 'Order of the list. Default: by date of creation, newest first.',
  })
  orderBy?: SessionOrder | null;
}
