import { Field, ID, InputType } from 'type-graphql';
import { Dto } from '../../decorators.ts';
import { SessionCallState, SessionDialState, SessionHoldReasons, SessionQueueStates } from './states.ts';

@InputType({
  description: 'What of a session shall change: what is absent stays as it is, a text that is null or empty is cleared',
})
@Dto({ namespace: 'Voice.Api.Sessions' })
export class PatchSession {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;

  @Field(() => SessionCallState, {
    nullable: true,
    description: 'The call state to go to; Disconnected ends the session',
  })
  callState?: SessionCallState | null;

  @Field(() => SessionDialState, { nullable: true, description: 'The dial state to go to' })
  dialState?: SessionDialState | null;

  @Field(() => SessionQueueStates, { nullable: true, description: 'The queue state to go to' })
  queueState?: SessionQueueStates | null;

  @Field(() => SessionHoldReasons, { nullable: true, description: 'The reason for the hold' })
  holdReason?: SessionHoldReasons | null;

  @Field(() => String, { nullable: true, description: 'The name of the hold queue' })
  holdQueueName?: string | null;

  @Field(() => ID, { nullable: true, description: 'The customer to associate, of the account of the session' })
  customerId?: string | null;

  @Field(() => String, { nullable: true, description: 'The display name' })
  displayName?: string | null;

  @Field(() => String, { nullable: true, description: 'The outcome; a session that has ended always has one' })
  outcome?: string | null;

  @Field(() => String, { nullable: true, description: 'Any console data, at most 16,384 characters' })
  consoleData?: string | null;

  @Field(() => String, { nullable: true, description: 'The from name' })
  fromName?: string | null;

  @Field(() => String, { nullable: true, description: 'The from address' })
  fromAddress?: string | null;

  @Field(() => String, { nullable: true, description: 'The to address' })
  toAddress?: string | null;

  @Field(() => String, { nullable: true, description: 'The destination, without redirecting to it' })
  destination?: string | null;

  @Field(() => String, { nullable: true, description: 'The callback number' })
  callbackNumber?: string | null;

  @Field(() => String, { nullable: true, description: 'The Call SID that the carrier gave the call' })
  callSid?: string | null;

  @Field(() => String, { nullable: true, description: 'The ID of the queue member assigned to this call' })
  queueMemberId?: string | null;

  @Field(() => String, { nullable: true, description: 'The ring queue that the call is in' })
  ringQueueId?: string | null;
}
