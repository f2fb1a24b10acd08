import { Field, GraphQLISODateTime, ID } from 'type-graphql';
import { Dto, SimpleObjectType } from '../../decorators.ts';

@SimpleObjectType({ description: 'A message in a session' })
@Dto({ namespace: 'Voice.Api.Sessions' })
export class SessionMessageInfo {
  @Field(() => ID, { description: 'The ID of the message' })
  id!: string;

  @Field(() => String, { description: 'The ID of the session' })
  sessionId!: string;

  @Field(() => GraphQLISODateTime, { description: 'The date the message was sent' })
  dateCreated!: Date;

  @Field(() => String, { description: 'The user that sent the message' })
  createdBy!: string;

  @Field(() => String, { description: 'The identity of the sender: user:ID or an email address' })
  fromIdentity!: string;

  @Field(() => String, { description: 'The name of the sender' })
  fromName!: string;

  @Field(() => String, { description: 'The text of the message' })
  text!: string;
}
