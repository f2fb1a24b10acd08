import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { SessionListName } from '../../../../domain/sessions/cursor.ts';
import type { SessionQueries } from '../../../../domain/sessions/queries.ts';
import { Cost } from '../../../contract/decorators.ts';
import { SessionConnection } from '../../../contract/types/sessions/connection.ts';
import { SessionListArguments } from '../../../contract/types/sessions/list-arguments.ts';
import { SessionStats, SessionStatsArguments } from '../../../contract/types/sessions/stats.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { SessionConnectionView } from './connection-fields.ts';
import { unselectedFields } from './unselected-fields.ts';

/** Session lists as Relay connections, and session statistics. */
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

  @Query(() => SessionConnection, { description: 'The sessions of which you are a member' })
  mySessions(
    @Ctx() context: RequestContext,
    @Args(() => SessionListArguments) args: SessionListArguments,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.#page('mySessions', context, args, info);
  }

  @Query(() => SessionConnection, { description: 'The sessions of which you are a member and that have not ended' })
  activeSessions(
    @Ctx() context: RequestContext,
    @Args(() => SessionListArguments) args: SessionListArguments,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.#page('activeSessions', context, args, info);
  }

  @Cost({ weight: 100 })
  @Query(() => [SessionStats], { description: 'Statistics of sessions: number, duration, wait and time to answer' })
  sessionStats(
    @Ctx() { principal }: RequestContext,
    @Args(() => SessionStatsArguments) { filter, ...stats }: SessionStatsArguments,
  ): Promise<SessionStats[]> {
    const request = { list: 'sessions', selection: filter ?? null, selectionName: 'filter' } as const;
    return this.#queries.stats(principal, request, stats);
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
