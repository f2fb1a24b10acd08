import { Field, ID, InputType } from 'type-graphql';
import { Dto, Member } from '../../decorators.ts';
import { SessionHoldReasons } from './states.ts';

const namespace = 'Voice.Api.Sessions';

@InputType({ description: 'Input for ending a session' })
@Dto({ namespace })
export class EndSession {
  @Field(() => ID, { description: 'The ID of the session' })
  sessionId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The Call SID of the call to end. If omitted, the whole session ends.',
  })
  callSid?: string | null;
}

@InputType({ description: 'Input for putting a session, or one of its calls, on hold' })
@Dto({ namespace })
export class HoldSession {
  @Field(() => String, {
    nullable: true,
    description: 'The Call SID of the call to hold. If omitted, the whole session is held.',
  })
  callSid?: string | null;

  @Field(() => ID, { description: 'The ID of the session' })
  sessionId!: string;

  @Field(() => SessionHoldReasons, { defaultValue: SessionHoldReasons.None, description: 'The reason for the hold' })
  reason!: SessionHoldReasons;

  @Field(() => String, { nullable: true, description: 'The name of the hold queue' })
  @Member({ omitFrom: 'servicestack' })
  holdQueueName?: string | null;
}

@InputType({ description: 'Input for resuming a session' })
@Dto({ namespace })
export class ResumeSession {
  @Field(() => ID, { description: 'The ID of the session' })
  sessionId!: string;
}

@InputType({ description: 'Input for redirecting a session' })
@Dto({ namespace })
export class RedirectSession {
  @Field(() => ID, { description: 'The ID of the session' })
  sessionId!: string;

  @Field(() => String, {
    description:
      'The new destination: user:ID, team:ID, an e-mail address, the ID of an endpoint, a phone number or other text. It rings as a member with the role Transfer.',
  })
  destination!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The phone number to call from. It becomes the fromPhoneNumber of an outgoing session.',
  })
  callerId?: string | null;
}

@InputType({ description: 'Input for rejecting a session' })
@Dto({ namespace })
export class RejectSession {
  @Field(() => ID, { description: 'The ID of the session' })
  sessionId!: string;
}

@InputType({ description: 'Input for recording a session' })
@Dto({ namespace })
export class RecordSession {
  @Field(() => ID, { description: 'The ID of the session' })
  sessionId!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Stops recording instead of starting it' })
  stop!: boolean;
}
