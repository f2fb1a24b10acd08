import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { SimpleObjectType } from '../../decorators.ts';
import { PageArguments } from '../page-arguments.ts';
import { PageInfo } from '../page-info.ts';
import { FlowChannels } from '../sessions/flow-channels.ts';
import { SessionEvent } from './event.ts';
import { SessionEventKinds } from './event-kinds.ts';

@InputType({
  description:
    'Filter for events, evaluated against the state at the time of the event. All given criteria must match.',
})
export class SessionEventFilter {
  @Field(() => [SessionEventKinds], { nullable: true, description: 'Matches events of these kinds' })
  kinds?: SessionEventKinds[] | null;

  @Field(() => [ID], { nullable: true, description: 'Matches events of these sessions' })
  sessionIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Matches events of sessions of these accounts. Accounts that are not yours match nothing.',
  })
  accountIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Matches events of sessions of these customers' })
  customerIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Matches events of sessions of these endpoints' })
  endpointIds?: string[] | null;

  @Field(() => [FlowChannels], { nullable: true, description: 'Matches events of sessions of these channels' })
  channel?: FlowChannels[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Matches events of sessions with one of these members, including members who left with the event. Each is user:ID or the ID of a user, an email address or a phone number, in any form.',
  })
  members?: string[] | null;
}

@SimpleObjectType({ description: 'An event with its cursor' })
export class SessionEventEdge {
  @Field(() => String, { description: 'The cursor of the event, for use in after and before' })
  cursor!: string;

  @Field(() => SessionEvent, { description: 'The event' })
  node!: SessionEvent;
}

@SimpleObjectType({ description: 'A page of events' })
export class SessionEventConnection {
  @Field(() => [SessionEventEdge], {
    nullable: 'items',
    description: 'The events on this page, with their cursors; null for one that cannot be read',
  })
  edges!: (SessionEventEdge | null)[];

  @Field(() => [SessionEvent], {
    nullable: 'items',
    description: 'The events on this page; null for one that cannot be read',
  })
  nodes!: (SessionEvent | null)[];

  @Field(() => PageInfo, { description: 'Pagination information' })
  pageInfo!: PageInfo;
}

/** Filter and page arguments of an event list. */
@ArgsType()
export class SessionEventsArguments extends PageArguments {
  @Field(() => SessionEventFilter, {
    nullable: true,
    description: 'Filter of the events. Default: all events of your accounts.',
  })
  filter?: SessionEventFilter | null;
}

/** Filter and start position of an event subscription. */
@ArgsType()
export class SessionEventsSubscriptionArguments {
  @Field(() => SessionEventFilter, {
    nullable: true,
    description: 'Filter of the events. Default: all events of your accounts.',
  })
  filter?: SessionEventFilter | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The cursor of the last received event. Later events are sent first. If omitted, only new events are sent.',
  })
  after?: string | null;
}
