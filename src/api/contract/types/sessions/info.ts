import { Field, GraphQLISODateTime, Int } from 'type-graphql';
import { Cost, Dto, Member, SimpleObjectType } from '../../decorators.ts';
import { CustomerBreadcrumb } from '../directory/customer-breadcrumb.ts';
import { EntityInfo } from '../entity-info.ts';
import { KeyValuePair } from '../key-value-pair.ts';
import { Node } from '../node.ts';
import { FlowChannels } from './flow-channels.ts';
import { SessionLogInfo } from './log-info.ts';
import { SessionMemberInfo } from './member-info.ts';
import {
  SessionCallState,
  SessionDialState,
  SessionDirections,
  SessionHoldReasons,
  SessionQueueStates,
} from './states.ts';

@SimpleObjectType({ implements: [EntityInfo, Node], description: 'A phone, chat or fax session' })
@Dto({ namespace: 'Voice.Api.Sessions' })
export class SessionInfo extends EntityInfo {
  @Field(() => SessionDialState, { description: 'The state of the session' })
  dialState!: SessionDialState;

  @Field(() => SessionCallState, { description: 'The call state of the session' })
  callState!: SessionCallState;

  @Field(() => SessionQueueStates, { description: 'The queue state of the session' })
  queueState!: SessionQueueStates;

  @Field(() => String, { nullable: true, description: 'The ID of the account associated with the flow' })
  accountId!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of the account associated with the session' })
  accountName!: string | null;

  @Field(() => String, { nullable: true, description: 'The ID of the customer this session is associated with' })
  customerId!: string | null;

  @Cost({ listSize: 3 })
  @Field(() => [CustomerBreadcrumb], { description: 'The customer breadcrumb this session is associated with' })
  customerBreadcrumb!: readonly CustomerBreadcrumb[];

  @Field(() => String, { nullable: true, description: 'The name of the customer this session is associated with' })
  customerName!: string | null;

  @Field(() => String, { nullable: true, description: 'The ID of the endpoint associated with this session' })
  endpointId!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of the endpoint associated with this session' })
  endpointName!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'The date the call completed' })
  dateCompleted!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'The destination of the session (e.g. what was entered into the Dial box)',
  })
  destination!: string | null;

  @Field(() => String, { nullable: true, description: 'The to address if any' })
  toAddress!: string | null;

  @Field(() => String, { nullable: true, description: 'The from address if any' })
  fromAddress!: string | null;

  @Field(() => String, { nullable: true, description: 'The from name if any' })
  fromName!: string | null;

  @Field(() => String, { nullable: true, description: 'Answered by name (if any)' })
  answeredByName!: string | null;

  @Field(() => String, { nullable: true, description: 'The ID of the queue member assigned to this call' })
  queueMemberId!: string | null;

  @Field(() => FlowChannels, { description: 'The flow channel' })
  channel!: FlowChannels;

  @Field(() => Boolean, { description: 'Has the session ended' })
  ended!: boolean;

  @Field(() => String, { nullable: true, description: 'The outcome of the call' })
  outcome!: string | null;

  @Field(() => String, { nullable: true, description: 'The twilio Call SID of this session' })
  callSid!: string | null;

  @Field(() => String, { nullable: true, description: 'Any console data for this session' })
  consoleData!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of the hold queue for this call' })
  holdQueueName!: string | null;

  @Field(() => String, { nullable: true, description: 'The user ID who put this call on hold' })
  heldByUserId!: string | null;

  @Field(() => SessionHoldReasons, { description: 'The reason for the hold' })
  holdReason!: SessionHoldReasons;

  @Field(() => String, { nullable: true, description: 'The SID of the conference if in a conference call' })
  conferenceSid!: string | null;

  @Field(() => String, { nullable: true, description: 'The display name for this session' })
  displayName!: string | null;

  @Cost({ listSize: 5 })
  @Field(() => [SessionLogInfo], { description: 'The log entries for this session' })
  log!: readonly SessionLogInfo[];

  @Cost({ listSize: 3 })
  @Field(() => [SessionMemberInfo], { description: 'The members of this session' })
  members!: readonly SessionMemberInfo[];

  @Field(() => String, { nullable: true, description: 'The callback number (typically used for SIP to User calls)' })
  callbackNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'The ID of the endpoint that answered' })
  answeredById!: string | null;

  @Field(() => SessionDirections, { description: 'Is this session incoming or outgoing?' })
  direction!: SessionDirections;

  @Field(() => String, {
    nullable: true,
    description: 'The phone number that this session is coming from (used with SMS chats)',
  })
  fromPhoneNumber!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The Call SID of the most recently added conference participant',
  })
  mostRecentParticipantCallSid!: string | null;

  @Field(() => Boolean, { description: 'Was this session missed?' })
  wasMissed!: boolean;

  @Field(() => String, { nullable: true, description: 'The ring queue that the call is currently in' })
  ringQueueId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The ID of the session this one belongs to (e.g. for billing purposes)',
  })
  @Member({ omitFrom: 'servicestack' })
  parentSessionId!: string | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'The date of the last change of callState or queueState. Null if it is not known.',
  })
  @Member({ omitFrom: 'servicestack' })
  dateStateChanged!: Date | null;

  @Field(() => Boolean, { description: 'Whether this session is being recorded' })
  @Member({ omitFrom: 'servicestack' })
  recording!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The ID of this session in another system, unique in the account',
  })
  @Member({ omitFrom: 'servicestack' })
  externalId!: string | null;

  @Cost({ listSize: 3 })
  @Field(() => [KeyValuePair], {
    description: 'Texts that clients have stored with this session, by keys of their own',
  })
  @Member({ omitFrom: 'servicestack' })
  attributes!: readonly KeyValuePair[];

  @Field(() => Int, { description: 'The revision number of this session, from 1, incremented by every change' })
  @Member({ omitFrom: 'servicestack' })
  revision!: number;
}
