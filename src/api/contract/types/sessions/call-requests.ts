import { Field, ID, InputType } from 'type-graphql';
import { Dto } from '../../decorators.ts';
import { SessionHoldReasons } from './states.ts';

const namespace = 'Voice.Api.Sessions';

@InputType({ description: 'Input for ending a session' })
@Dto({ namespace })
export class EndSession {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The Call SID of the call to end. If omitted, the whole session ends.',
  })
  callSid?: string | null;
}

@InputType({ description: 'Input for putting a session on hold' })
@Dto({ namespace })
export class HoldSession {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;

  @Field(() => SessionHoldReasons, { nullable: true, description: 'The reason for the hold (defaults to None)' })
  holdReason?: SessionHoldReasons | null;

  @Field(() => String, { nullable: true, description: 'The name of the hold queue' })
  holdQueueName?: string | null;
}

@InputType({ description: 'Input for resuming a session' })
@Dto({ namespace })
export class ResumeSession {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;
}

@InputType({ description: 'Input for redirecting a session' })
@Dto({ namespace })
export class RedirectSession {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;

  @Field(() => String, { description: 'The new destination' })
  destination!: string;
}

@InputType({ description: 'Input for rejecting a session' })
@Dto({ namespace })
export class RejectSession {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;
}

@InputType({ description: 'Input for recording a session' })
@Dto({ namespace })
export class RecordSession {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Stops recording instead of starting it' })
  stop!: boolean;
}
