import { ArgsType, Field, GraphQLISODateTime, ID } from 'type-graphql';
import { Cost, Dto, SimpleObjectType } from '../../decorators.ts';

@SimpleObjectType({ description: 'A message or log entry in a transcript' })
@Dto({ namespace: 'Voice.Api.Sessions' })
export class TranscriptLine {
  @Field(() => GraphQLISODateTime, { description: 'The date of the message or log entry' })
  date!: Date;

  @Field(() => ID, { description: 'The ID of the session' })
  sessionId!: string;

  @Field(() => String, { nullable: true, description: 'The identity of the sender, or null for a log entry' })
  fromIdentity!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of the sender, or null for a log entry' })
  fromName!: string | null;

  @Field(() => String, { description: 'The text of the message or log entry' })
  text!: string;
}

@SimpleObjectType({ description: 'The messages and log entries of a session' })
@Dto({ namespace: 'Voice.Api.Sessions' })
export class SessionTranscript {
  @Cost({ listSize: 100 })
  @Field(() => [TranscriptLine], { description: 'The messages and log entries, oldest first' })
  messages!: readonly TranscriptLine[];
}

@ArgsType()
export class SessionTranscriptArguments {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Includes the parent session, its parent, and so on',
  })
  includeHistorical!: boolean;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Excludes messages and log entries of parent sessions before this time',
  })
  historicalCutOffDate?: Date | null;
}
