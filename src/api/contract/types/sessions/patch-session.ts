import { Field, ID, InputType } from 'type-graphql';
import { Dto, Member } from '../../decorators.ts';
import { SessionAttributeInput } from './attribute.ts';
import { SessionCallState, SessionDialState, SessionHoldReasons, SessionQueueStates } from './states.ts';

@InputType({
  description: 'Changes to a session. Omitted fields keep their value; null or empty text clears a field.',
})
@Dto({ namespace: 'Voice.Api.Sessions' })
export class PatchSession {
  @Field(() => ID, { description: 'The ID of the session' })
  sessionId!: string;

  @Field(() => String, { nullable: true, description: 'Any console data, at most 16,384 characters' })
  consoleData?: string | null;

  @Field(() => SessionCallState, {
    nullable: true,
    description: 'The new call state. Disconnected ends the session.',
  })
  callState?: SessionCallState | null;

  @Field(() => SessionHoldReasons, { nullable: true, description: 'The reason for the hold' })
  holdReason?: SessionHoldReasons | null;

  @Field(() => SessionQueueStates, { nullable: true, description: 'The new queue state' })
  queueState?: SessionQueueStates | null;

  @Field(() => SessionDialState, { nullable: true, description: 'The new dial state' })
  @Member({ omitFrom: 'servicestack' })
  dialState?: SessionDialState | null;

  @Field(() => String, { nullable: true, description: 'The name of the hold queue' })
  @Member({ omitFrom: 'servicestack' })
  holdQueueName?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The ID of the customer, who must belong to the account of the session',
  })
  @Member({ omitFrom: 'servicestack' })
  customerId?: string | null;

  @Field(() => String, { nullable: true, description: 'The display name' })
  @Member({ omitFrom: 'servicestack' })
  displayName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The outcome. Clearing it on a session that has ended sets the outcome that the server gives.',
  })
  @Member({ omitFrom: 'servicestack' })
  outcome?: string | null;

  @Field(() => String, { nullable: true, description: 'The from name' })
  @Member({ omitFrom: 'servicestack' })
  fromName?: string | null;

  @Field(() => String, { nullable: true, description: 'The from address' })
  @Member({ omitFrom: 'servicestack' })
  fromAddress?: string | null;

  @Field(() => String, { nullable: true, description: 'The to address' })
  @Member({ omitFrom: 'servicestack' })
  toAddress?: string | null;

  @Field(() => String, { nullable: true, description: 'The destination. Changing it does not redirect the session.' })
  @Member({ omitFrom: 'servicestack' })
  destination?: string | null;

  @Field(() => String, { nullable: true, description: 'The callback number' })
  @Member({ omitFrom: 'servicestack' })
  callbackNumber?: string | null;

  @Field(() => String, { nullable: true, description: 'The Call SID of the call at the carrier' })
  @Member({ omitFrom: 'servicestack' })
  callSid?: string | null;

  @Field(() => String, { nullable: true, description: 'The ID of the queue member assigned to this call' })
  @Member({ omitFrom: 'servicestack' })
  queueMemberId?: string | null;

  @Field(() => String, { nullable: true, description: 'The ID of the ring queue' })
  @Member({ omitFrom: 'servicestack' })
  ringQueueId?: string | null;

  @Field(() => [SessionAttributeInput], {
    nullable: true,
    description: 'All attributes of the session from then on; null or an empty list removes them',
  })
  @Member({ omitFrom: 'servicestack' })
  attributes?: SessionAttributeInput[] | null;
}
