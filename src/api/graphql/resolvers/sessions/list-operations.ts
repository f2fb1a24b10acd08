import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { SessionListName } from '../../../../domain/sessions/cursor.ts';
import type { SessionQueries } from '../../../../domain/sessions/queries.ts';
import type { StatsPeriod } from '../../../../domain/sessions/stats.ts';
import { Cost } from '../../../contract/decorators.ts';
import { SessionConnection } from '../../../contract/types/sessions/connection.ts';
import { SessionListArguments } from '../../../contract/types/sessions/list-arguments.ts';
import { SessionStats, SessionStatsArguments } from '../../../contract/types/sessions/stats.ts';
import { chargeSearchTo } from '../../../http/charge-search.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { SessionConnectionView } from './connection-fields.ts';
import { namesBelow, unselectedFields } from './unselected-fields.ts';

/** The periods of sessions, each with the fields that report it. */
const periodFields = [
  ['duration', 'averageDuration', 'p95Duration'],
  ['wait', 'averageWait', 'p95Wait'],
  ['timeToAnswer', 'averageTimeToAnswer', 'p95TimeToAnswer'],
] as const satisfies readonly (readonly [StatsPeriod, ...(keyof SessionStats)[]])[];

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
    @Ctx() { principal, budget }: RequestContext,
    @Args(() => SessionStatsArguments) { filter, ...stats }: SessionStatsArguments,
    @Info() { fieldNodes, fragments }: GraphQLResolveInfo,
  ): Promise<SessionStats[]> {
    const chargeSearch = chargeSearchTo(budget);
    const request = { list: 'sessions', selection: filter ?? null, selectionName: 'filter', chargeSearch } as const;
    const selected = namesBelow(fieldNodes, fragments);
    const periods = periodFields.flatMap(([period, ...fields]) =>
      fields.some((field) => selected.has(field)) ? [period] : [],
    );
    return this.#queries.stats(principal, request, { ...stats, periods });
  }

  async #page(
    list: SessionListName,
    { principal, budget }: RequestContext,
    args: SessionListArguments,
    info: GraphQLResolveInfo,
  ): Promise<SessionConnectionView> {
    const { filter = null, orderBy: order = null } = args;
    const chargeSearch = chargeSearchTo(budget);
    const omit = unselectedFields(info);
    const request = { list, selection: filter, order, selectionName: 'filter', chargeSearch, omit };
    return new SessionConnectionView(await this.#queries.page(principal, request, args));
  }
}
