import { Field, ID, InputType } from 'type-graphql';
import { Dto } from '../../decorators.ts';
import { SessionCallState, SessionDialState, SessionHoldReasons, SessionQueueStates } from './states.ts';

@InputType({
  description: 'Changes to a session. Omitted fields keep their value; null or empty text clears a field.',
})
@Dto({ namespace: 'Voice.Api.Sessions' })
export class PatchSession {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;

  @Field(() => SessionCallState, {
    nullable: true,
    description: 'The new call state. Disconnected ends the session.',
  })
  callState?: SessionCallState | null;

  @Field(() => SessionDialState, { nullable: true, description: 'The new dial state' })
  dialState?: SessionDialState | null;

  @Field(() => SessionQueueStates, { nullable: true, description: 'The new queue state' })
  queueState?: SessionQueueStates | null;

  @Field(() => SessionHoldReasons, { nullable: true, description: 'The reason for the hold' })
  holdReason?: SessionHoldReasons | null;

  @Field(() => String, { nullable: true, description: 'The name of the hold queue' })
  holdQueueName?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The ID of the customer, who must belong to the account of the session',
  })
  customerId?: string | null;

  @Field(() => String, { nullable: true, description: 'The display name' })
  displayName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The outcome. Clearing it on a session that has ended sets it to Completed.',
  })
  outcome?: string | null;

  @Field(() => String, { nullable: true, description: 'Any console data, at most 16,384 characters' })
  consoleData?: string | null;

  @Field(() => String, { nullable: true, description: 'The from name' })
  fromName?: string | null;

  @Field(() => String, { nullable: true, description: 'The from address' })
  fromAddress?: string | null;

  @Field(() => String, { nullable: true, description: 'The to address' })
  toAddress?: string | null;

  @Field(() => String, { nullable: true, description: 'The destination. Changing it does not redirect the session.' })
  destination?: string | null;

  @Field(() => String, { nullable: true, description: 'The callback number' })
  callbackNumber?: string | null;

  @Field(() => String, { nullable: true, description: 'The Call SID of the call at the carrier' })
  callSid?: string | null;

  @Field(() => String, { nullable: true, description: 'The ID of the queue member assigned to this call' })
  queueMemberId?: string | null;

  @Field(() => String, { nullable: true, description: 'The ID of the ring queue' })
  ringQueueId?: string | null;
}
