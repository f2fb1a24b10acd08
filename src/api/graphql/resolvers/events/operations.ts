import { Args, Ctx, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { SessionEventHistory } from '../../../../domain/events/history.ts';
import type { SessionEvent as StreamEvent } from '../../../../domain/events/session-event.ts';
import { SessionEvent } from '../../../contract/types/events/event.ts';
import {
  SessionEventConnection,
  SessionEventsArguments,
  SessionEventsSubscriptionArguments,
} from '../../../contract/types/events/event-lists.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import type { ConnectionView } from '../connection-view.ts';
import { type EventView, toEventConnection, toEventView } from './view.ts';

/** What happened to sessions. */
@Resolver()
export class SessionEventOperations {
  readonly #timeline: SessionEventHistory;

  constructor(timeline: SessionEventHistory) {
    this.#timeline = timeline;
  }

  @Query(() => SessionEventConnection, {
    description: 'What happened to the sessions of your accounts, the oldest first, as far back as it is kept',
  })
  async sessionEvents(
    @Ctx() { principal }: RequestContext,
    @Args(() => SessionEventsArguments) { filter, ...page }: SessionEventsArguments,
  ): Promise<ConnectionView<EventView>> {
    return toEventConnection(await this.#timeline.page(principal, filter ?? {}, page));
  }

  @Query(() => String, {
    description:
      'The cursor of this moment. Taken before sessions are read, it is what to go on after to miss nothing that happens to them',
  })
  sessionEventCursor(@Ctx() { principal }: RequestContext): Promise<string> {
    return this.#timeline.currentCursor(principal);
  }

  @Subscription(() => SessionEvent, {
    name: 'sessionEvents',
    description: 'What happens to the sessions of your accounts, in order and each event once',
    subscribe: ({ args, context }) => openSubscription(args, context),
  })
  sessionEventAdded(
    @Root() event: StreamEvent,
    // read by openSubscription, before there is an event
    @Args(() => SessionEventsSubscriptionArguments) _args: SessionEventsSubscriptionArguments,
  ): EventView {
    return toEventView(event);
  }
}

function openSubscription(args: SessionEventsSubscriptionArguments, context: RequestContext) {
  const after = context.lastEventId ?? args.after ?? null;
  return context.subscriptions.open(context.principal, args.filter ?? {}, after);
}
