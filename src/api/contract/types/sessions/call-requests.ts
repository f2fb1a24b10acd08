import { Field, ID, InputType } from 'type-graphql';
import { Dto } from '../../decorators.ts';
import { SessionHoldReasons } from './states.ts';

const namespace = 'Voice.Api.Sessions';

@InputType({ description: 'Which session ends' })
@Dto({ namespace })
export class EndSession {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'End only the call with this Call SID' })
  callSid?: string | null;
}

@InputType({ description: 'Which session goes on hold, and why' })
@Dto({ namespace })
export class HoldSession {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;

  @Field(() => SessionHoldReasons, { nullable: true, description: 'The reason for the hold (defaults to None)' })
  holdReason?: SessionHoldReasons | null;

  @Field(() => String, { nullable: true, description: 'The hold queue it waits in' })
  holdQueueName?: string | null;
}

@InputType({ description: 'Which session comes back from hold' })
@Dto({ namespace })
export class ResumeSession {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;
}

@InputType({ description: 'Which session rings somewhere else' })
@Dto({ namespace })
export class RedirectSession {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;

  @Field(() => String, { description: 'Where it goes' })
  destination!: string;
}

@InputType({ description: 'Which session is not answered' })
@Dto({ namespace })
export class RejectSession {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;
}

@InputType({ description: 'Which session is recorded' })
@Dto({ namespace })
export class RecordSession {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Stop recording, instead of starting it' })
  stop!: boolean;
}
