import { ArgsType, Field, GraphQLISODateTime, ID } from 'type-graphql';
import { Cost, Dto, SimpleObjectType } from '../../decorators.ts';

const namespace = 'Voice.Api.Sessions';

@SimpleObjectType({ description: 'A message in a transcript' })
@Dto({ namespace })
export class ChatTranscriptMessage {
  @Field(() => GraphQLISODateTime, { description: 'The date the message was sent' })
  date!: Date;

  @Field(() => String, { description: 'The name of the sender' })
  from!: string;

  @Field(() => String, { description: 'The text of the message' })
  body!: string;

  @Field(() => String, { nullable: true, description: 'The URI of an attachment. Always null: messages are text.' })
  mediaUri!: string | null;

  @Field(() => String, { nullable: true, description: 'The content type of the attachment' })
  mediaContentType!: string | null;
}

@SimpleObjectType({ description: 'The messages of a session' })
@Dto({ namespace, as: 'GetChatTranscriptResponse' })
export class ChatTranscript {
  @Cost({ listSize: 100 })
  @Field(() => [ChatTranscriptMessage], { description: 'The messages, oldest first' })
  messages!: readonly ChatTranscriptMessage[];
}

@ArgsType()
export class ChatTranscriptArguments {
  @Field(() => ID, { description: 'The ID of the session' })
  sessionId!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Includes other messages of the same endpoint and party, of the last six months',
  })
  includeHistorical?: boolean | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Excludes messages of other sessions before this time',
  })
  historicalCutOffDate?: Date | null;
}
