import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../auth/request-context.ts';
import { Cost } from '../contract/decorators.ts';
import { SessionConnection } from '../contract/types/session-connection.ts';
import { SessionListArguments } from '../contract/types/session-list-arguments.ts';
import { SessionStats, SessionStatsArguments } from '../contract/types/session-stats.ts';
import type { SessionListName } from '../sessions/session-cursor.ts';
import type { SessionQueries } from '../sessions/session-lists.ts';
import { SessionConnectionView } from './session-connection-fields.ts';
import { unselectedFields } from './unasked-parts.ts';

/** Lists of sessions by Relay's rules. */
@Resolver()
export class SessionListOperations {
  readonly #queries: SessionQueries;

  constructor(queries: SessionQueries) {
    this.#queries = queries;
  }

  @Query(() => SessionConnection, { description: 'The sessions of your accounts' })
  sessions(
    @Ctx() context: RequestContext,
    @Args(() => SessionListArguments) args: SessionListArguments,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.#page('sessions', context, args, info);
  }

  @Query(() => SessionConnection, { description: 'The sessions that you take part in' })
  mySessions(
    @Ctx() context: RequestContext,
    @Args(() => SessionListArguments) args: SessionListArguments,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.#page('mySessions', context, args, info);
  }

  @Query(() => SessionConnection, { description: 'The sessions that you take part in and that have not ended' })
  activeSessions(
    @Ctx() context: RequestContext,
    @Args(() => SessionListArguments) args: SessionListArguments,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.#page('activeSessions', context, args, info);
  }

  @Cost({ weight: 100 })
  @Query(() => [SessionStats], { description: 'How many sessions there were, and how long they lasted' })
  sessionStats(
    @Ctx() { principal }: RequestContext,
    @Args(() => SessionStatsArguments) { filter, groupBy, interval }: SessionStatsArguments,
  ): Promise<SessionStats[]> {
    const request = { list: 'sessions', selection: filter ?? null, selectionName: 'filter' } as const;
    return this.#queries.stats(principal, request, { groupBy, interval });
  }

  async #page(
    list: SessionListName,
    { principal }: RequestContext,
    args: SessionListArguments,
    info: GraphQLResolveInfo,
  ): Promise<SessionConnectionView> {
    const { filter = null, orderBy: order = null } = args;
    const request = { list, selection: filter, order, selectionName: 'filter', omit: unselectedFields(info) };
    return new SessionConnectionView(await this.#queries.page(principal, request, args));
  }
}
