import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../auth/request-context.ts';
import { SessionEventConnection, SessionEventsArguments } from '../contract/types/session-event-lists.ts';
import type { SessionTimeline } from '../events/session-timeline.ts';
import { type EventConnectionView, toEventConnection } from './session-event-view.ts';

/** What happened to sessions. */
@Resolver()
export class SessionEventOperations {
  readonly #timeline: SessionTimeline;

  constructor(timeline: SessionTimeline) {
    this.#timeline = timeline;
  }

  @Query(() => SessionEventConnection, {
    description: 'What happened to the sessions of your accounts, the oldest first, as far back as it is kept',
  })
  async sessionEvents(
    @Ctx() { principal }: RequestContext,
    @Args(() => SessionEventsArguments) { filter, ...page }: SessionEventsArguments,
  ): Promise<EventConnectionView> {
    return toEventConnection(await this.#timeline.page(principal, filter ?? {}, page));
  }
}
