import { Field, ID, InputType } from 'type-graphql';
import { Dto } from '../../decorators.ts';

const namespace = 'Voice.Api.Sessions';

@InputType({ description: 'Input for a new log entry' })
@Dto({ namespace })
export class AddSessionLog {
  @Field(() => ID, { description: 'The ID of the session' })
  sessionId!: string;

  @Field(() => String, { description: 'The text of the entry, at most 4,096 characters' })
  message!: string;
}
