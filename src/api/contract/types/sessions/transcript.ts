import { ArgsType, Field, GraphQLISODateTime, ID } from 'type-graphql';
import { Cost, Dto, SimpleObjectType } from '../../decorators.ts';

@SimpleObjectType({ description: 'One line of a transcript' })
@Dto({ namespace: 'Voice.Api.Sessions' })
export class TranscriptLine {
  @Field(() => GraphQLISODateTime, { description: 'When it was said, or happened' })
  date!: Date;

  @Field(() => ID, { description: 'The ID of the session' })
  sessionId!: string;

  @Field(() => String, { nullable: true, description: 'The identity of the sender, null for an entry of the log' })
  fromIdentity!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of the sender, null for an entry of the log' })
  fromName!: string | null;

  @Field(() => String, { description: 'The text' })
  text!: string;
}

@SimpleObjectType({ description: 'What was said in a session' })
@Dto({ namespace: 'Voice.Api.Sessions' })
export class SessionTranscript {
  @Cost({ listSize: 100 })
  @Field(() => [TranscriptLine], { description: 'Messages and entries of the log, oldest first' })
  messages!: readonly TranscriptLine[];
}

@ArgsType()
export class SessionTranscriptArguments {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'With the sessions that this one continues: its parent, that one’s parent and so on',
  })
  includeHistorical!: boolean;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Nothing of those from before this time' })
  historicalCutOffDate?: Date | null;
}
