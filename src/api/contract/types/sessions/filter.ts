import { Field, GraphQLISODateTime, ID, InputType } from 'type-graphql';
import { FlowChannels } from './flow-channels.ts';
import { SessionCallState, SessionDialState, SessionDirections, SessionQueueStates } from './states.ts';

@InputType({ description: 'A span of time; what is left out is open' })
export class DateRange {
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'The first moment that is in it' })
  from?: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'The first moment that is no longer in it' })
  to?: Date | null;
}

@InputType({ description: 'What a text has to be like' })
export class TextFilter {
  @Field(() => String, { nullable: true, description: 'It is in the text somewhere, in capitals or not' })
  contains?: string | null;

  @Field(() => String, { nullable: true, description: 'It is the whole text, to the letter' })
  equals?: string | null;
}

const oneOf = (what: string) => ({ nullable: true, description: `It is one of these ${what}` });

@InputType({ description: 'Which sessions are meant: everything that is given has to hold' })
export class SessionFilter {
  @Field(() => [SessionFilter], { nullable: true, description: 'All of these hold' })
  and?: SessionFilter[] | null;

  @Field(() => [SessionFilter], { nullable: true, description: 'At least one of these holds' })
  or?: SessionFilter[] | null;

  @Field(() => SessionFilter, { nullable: true, description: 'This does not hold' })
  not?: SessionFilter | null;

  @Field(() => [ID], oneOf('sessions'))
  ids?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'It belongs to one of these accounts; others than yours have none',
  })
  accountIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'It is associated with one of these customers' })
  customerIds?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Count the customers below those of customerIds too' })
  customerSubtree?: boolean | null;

  @Field(() => [ID], { nullable: true, description: 'It is associated with one of these endpoints' })
  endpointIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'It belongs to this session' })
  parentSessionId?: string | null;

  @Field(() => [String], { nullable: true, description: 'One of these takes part: user:ID or an email address' })
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

  @Field(() => Boolean, { nullable: true, description: 'Has it ended?' })
  ended?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Was it missed?' })
  wasMissed?: boolean | null;

  @Field(() => DateRange, { nullable: true, description: 'It was created within this time' })
  dateCreated?: DateRange | null;

  @Field(() => DateRange, { nullable: true, description: 'It was completed within this time' })
  dateCompleted?: DateRange | null;

  @Field(() => TextFilter, { nullable: true, description: 'The display name is like this' })
  displayName?: TextFilter | null;

  @Field(() => TextFilter, { nullable: true, description: 'The from address is like this' })
  fromAddress?: TextFilter | null;

  @Field(() => TextFilter, { nullable: true, description: 'The to address is like this' })
  toAddress?: TextFilter | null;

  @Field(() => TextFilter, { nullable: true, description: 'The destination is like this' })
  destination?: TextFilter | null;

  @Field(() => TextFilter, { nullable: true, description: 'The message of a log entry is like this' })
  log?: TextFilter | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Those in the archive instead of all others; only outside of and, or and not',
  })
  archived?: boolean | null;
}
