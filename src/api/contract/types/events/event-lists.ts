import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { SimpleObjectType } from '../../decorators.ts';
import { PageArguments } from '../page-arguments.ts';
import { PageInfo } from '../page-info.ts';
import { FlowChannels } from '../sessions/flow-channels.ts';
import { SessionEvent } from './event.ts';
import { SessionEventKinds } from './event-kinds.ts';

@InputType({ description: 'Which events are meant: everything that is given has to hold, as things were at the event' })
export class SessionEventFilter {
  @Field(() => [SessionEventKinds], { nullable: true, description: 'It is of one of these kinds' })
  kinds?: SessionEventKinds[] | null;

  @Field(() => [ID], { nullable: true, description: 'It happened to one of these sessions' })
  sessionIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Its session belongs to one of these accounts; others than yours have none',
  })
  accountIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Its session is associated with one of these customers' })
  customerIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Its session is associated with one of these endpoints' })
  endpointIds?: string[] | null;

  @Field(() => [FlowChannels], { nullable: true, description: 'Its session is of one of these channels' })
  channel?: FlowChannels[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'One of these takes part in its session, or left it by this: user:ID or an email address',
  })
  members?: string[] | null;
}

@SimpleObjectType({ description: 'An event and its place in the timeline' })
export class SessionEventEdge {
  @Field(() => String, { description: 'The place in the timeline, to page on from' })
  cursor!: string;

  @Field(() => SessionEvent, { description: 'The event' })
  node!: SessionEvent;
}

@SimpleObjectType({ description: 'A page of events' })
export class SessionEventConnection {
  @Field(() => [SessionEventEdge], { description: 'The events of this page with their cursors' })
  edges!: SessionEventEdge[];

  @Field(() => [SessionEvent], { description: 'The events of this page' })
  nodes!: SessionEvent[];

  @Field(() => PageInfo, { description: 'Where this page stands in the timeline' })
  pageInfo!: PageInfo;
}

/** Which events, and which page of them. */
@ArgsType()
export class SessionEventsArguments extends PageArguments {
  @Field(() => SessionEventFilter, { nullable: true, description: 'Which events; all of your accounts if not said' })
  filter?: SessionEventFilter | null;
}

/** Which events, and from where on. */
@ArgsType()
export class SessionEventsSubscriptionArguments {
  @Field(() => SessionEventFilter, { nullable: true, description: 'Which events; all of your accounts if not said' })
  filter?: SessionEventFilter | null;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the last event you had: those since then come first. If not said, only what is new',
  })
  after?: string | null;
}
