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

/** Queries and subscriptions of session events. */
@Resolver()
export class SessionEventOperations {
  readonly #history: SessionEventHistory;

  constructor(history: SessionEventHistory) {
    this.#history = history;
  }

  @Query(() => SessionEventConnection, {
    description: 'The retained events of the sessions of your accounts, oldest first',
  })
  async sessionEvents(
    @Ctx() { principal }: RequestContext,
    @Args(() => SessionEventsArguments) { filter, ...page }: SessionEventsArguments,
  ): Promise<ConnectionView<EventView>> {
    return toEventConnection(await this.#history.page(principal, filter ?? {}, page));
  }

  @Query(() => String, {
    description:
      'The current cursor. To miss no event, read it before reading sessions, then read or subscribe to events after it.',
  })
  sessionEventCursor(@Ctx() { principal }: RequestContext): Promise<string> {
    return this.#history.currentCursor(principal);
  }

  @Subscription(() => SessionEvent, {
    name: 'sessionEvents',
    description: 'The events of the sessions of your accounts, in order, each exactly once',
    subscribe: ({ args, context }) => openSubscription(args, context),
  })
  sessionEventAdded(
    @Root() event: StreamEvent,
    // declared for the schema; `openSubscription` reads the arguments before the first event
    @Args(() => SessionEventsSubscriptionArguments) _args: SessionEventsSubscriptionArguments,
  ): EventView {
    return toEventView(event);
  }
}

function openSubscription(args: SessionEventsSubscriptionArguments, context: RequestContext) {
  const after = context.lastEventId ?? args.after ?? null;
  return context.subscriptions.open(context.principal, args.filter ?? {}, after);
}
