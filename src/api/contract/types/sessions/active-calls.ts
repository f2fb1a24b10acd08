import { Field, Float, GraphQLISODateTime, InputType, Int } from 'type-graphql';
import { Dto, RestOperation, SimpleObjectType } from '../../decorators.ts';

const namespace = 'Voice.Api.Sessions';

@SimpleObjectType({ description: 'A call at the carrier' })
@Dto({ namespace })
export class CallInfo {
  @Field(() => String, { nullable: true, description: 'The ID of the account' })
  accountSid!: string | null;

  @Field(() => String, { nullable: true, description: 'Always null: nothing here tells people from machines' })
  answeredBy!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of the caller' })
  callerName!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'The date the call was created, if known' })
  dateCreated!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'The date the session of the call last changed' })
  dateUpdated!: Date | null;

  @Field(() => String, { nullable: true, description: 'inbound, outbound-api, or outbound-dial for a member' })
  direction!: string | null;

  @Field(() => Int, { description: 'The seconds since the call was answered; 0 if unknown' })
  duration!: number;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Always null: the call is active' })
  endTime!: Date | null;

  @Field(() => String, { nullable: true, description: 'Always null: forwarding is not recorded' })
  forwardedFrom!: string | null;

  @Field(() => String, { nullable: true, description: 'The number or address that calls' })
  from!: string | null;

  @Field(() => String, { nullable: true, description: 'The calling number in E.164 form' })
  fromFormatted!: string | null;

  @Field(() => String, { nullable: true, description: 'The Call SID of the session, for the call of a member' })
  parentCallSid!: string | null;

  @Field(() => String, { nullable: true, description: 'Always null: phone numbers have no SIDs here' })
  phoneNumberSid!: string | null;

  @Field(() => Float, { description: 'Always 0: nothing here bills calls' })
  price!: number;

  @Field(() => String, { nullable: true, description: 'Always null: nothing here bills calls' })
  priceUnit!: string | null;

  @Field(() => String, { nullable: true, description: 'The Call SID, if known' })
  sid!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'The date the call was answered' })
  startTime!: Date | null;

  @Field(() => String, { nullable: true, description: 'queued, ringing or in-progress' })
  status!: string | null;

  @Field(() => String, { nullable: true, description: 'The number or address that is called' })
  to!: string | null;

  @Field(() => String, { nullable: true, description: 'The called number in E.164 form' })
  toFormatted!: string | null;

  @Field(() => String, { nullable: true, description: 'Always null: the carrier has the call' })
  uri!: string | null;
}

@SimpleObjectType({ description: 'The active calls of accounts' })
@Dto({ namespace })
export class GetActiveCallsResponse {
  @Field(() => [CallInfo], { description: 'The calls, those of the newest session first' })
  calls!: CallInfo[];
}

@InputType({ description: 'The calls of the voice sessions that have not ended' })
@Dto({ namespace })
@RestOperation({
  response: GetActiveCallsResponse,
  routes: [{ verb: 'GET', path: '/calls/active' }],
  anyRole: ['SystemAdministrator', 'Manager', 'CallCenterDashboard'],
})
export class GetActiveCalls {
  @Field(() => String, {
    nullable: true,
    description: 'Limits the list to this account. Default: all of your accounts.',
  })
  accountId?: string | null;
}
