import { Field, GraphQLISODateTime, ID, InputType } from 'type-graphql';
import { SessionAttributeFilter } from './attribute.ts';
import { FlowChannels } from './flow-channels.ts';
import { SessionCallState, SessionDialState, SessionDirections, SessionQueueStates } from './states.ts';

@InputType({ description: 'A time range. An omitted bound is open.' })
export class DateRange {
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'The start of the range, inclusive' })
  from?: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'The end of the range, exclusive' })
  to?: Date | null;
}

@InputType({ description: 'Filter for text. All given criteria must match.' })
export class TextFilter {
  @Field(() => String, { nullable: true, description: 'Matches text that contains this value, case-insensitive' })
  contains?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Matches text that equals this value, case-sensitive. In fields with addresses, phone numbers and email addresses match in any form.',
  })
  equals?: string | null;
}

const oneOf = (what: string) => ({ nullable: true, description: `Matches sessions with one of these ${what}` });

@InputType({ description: 'Filter for sessions. All given criteria must match.' })
export class SessionFilter {
  @Field(() => [SessionFilter], { nullable: true, description: 'Matches sessions that match all of these filters' })
  and?: SessionFilter[] | null;

  @Field(() => [SessionFilter], {
    nullable: true,
    description: 'Matches sessions that match at least one of these filters',
  })
  or?: SessionFilter[] | null;

  @Field(() => SessionFilter, { nullable: true, description: 'Matches sessions that do not match this filter' })
  not?: SessionFilter | null;

  @Field(() => [ID], oneOf('IDs'))
  ids?: string[] | null;

  @Field(() => [String], oneOf('IDs of another system'))
  externalIds?: string[] | null;

  @Field(() => SessionAttributeFilter, { nullable: true, description: 'Matches sessions with this attribute' })
  attribute?: SessionAttributeFilter | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Matches sessions of these accounts. Accounts that are not yours match nothing.',
  })
  accountIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Matches sessions of these customers' })
  customerIds?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Includes sessions of descendants of customerIds' })
  customerSubtree?: boolean | null;

  @Field(() => [ID], { nullable: true, description: 'Matches sessions of these endpoints' })
  endpointIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Matches children of this session' })
  parentSessionId?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Matches sessions with one of these members. Each is user:ID or the ID of a user, an email address or a phone number, in any form.',
  })
  members?: string[] | null;

  @Field(() => [FlowChannels], oneOf('channels'))
  channel?: FlowChannels[] | null;

  @Field(() => [SessionDirections], oneOf('directions'))
  direction?: SessionDirections[] | null;

  @Field(() => [SessionCallState], oneOf('call states'))
  callState?: SessionCallState[] | null;

  @Field(() => [SessionDialState], oneOf('dial states'))
  dialState?: SessionDialState[] | null;

  @Field(() => [SessionQueueStates], oneOf('queue states'))
  queueState?: SessionQueueStates[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Matches sessions that have ended (true) or not (false)' })
  ended?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Matches sessions that were missed (true) or not (false)' })
  wasMissed?: boolean | null;

  @Field(() => DateRange, { nullable: true, description: 'Matches sessions created in this time range' })
  dateCreated?: DateRange | null;

  @Field(() => DateRange, { nullable: true, description: 'Matches sessions completed in this time range' })
  dateCompleted?: DateRange | null;

  @Field(() => TextFilter, { nullable: true, description: 'Matches sessions by display name' })
  displayName?: TextFilter | null;

  @Field(() => TextFilter, { nullable: true, description: 'Matches sessions by from address' })
  fromAddress?: TextFilter | null;

  @Field(() => TextFilter, { nullable: true, description: 'Matches sessions by to address' })
  toAddress?: TextFilter | null;

  @Field(() => TextFilter, { nullable: true, description: 'Matches sessions by destination' })
  destination?: TextFilter | null;

  @Field(() => TextFilter, {
    nullable: true,
    description: 'Matches sessions by the phone number that they come from',
  })
  fromPhoneNumber?: TextFilter | null;

  @Field(() => TextFilter, { nullable: true, description: 'Matches sessions by outcome' })
  outcome?: TextFilter | null;

  @Field(() => TextFilter, { nullable: true, description: 'Matches sessions by the message of at least one log entry' })
  log?: TextFilter | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Searches archived sessions instead of live ones; sessionStats covers both without it. Allowed only at the top level, not within and, or and not.',
  })
  archived?: boolean | null;
}
