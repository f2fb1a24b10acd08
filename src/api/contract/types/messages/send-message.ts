import { Field, ID, InputType } from 'type-graphql';
import { Dto } from '../../decorators.ts';

@InputType({ description: 'Input for a new message: in a session, or from an endpoint to an address' })
@Dto({ namespace: 'Voice.Api.Sessions' })
export class SendMessage {
  @Field(() => ID, { nullable: true, description: 'The ID of the session to write in' })
  sessionId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The ID of the endpoint to send from, without sessionId' })
  endpointId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The address to send to, without sessionId: user:ID, team:ID, an email address or a phone number in E.164 format',
  })
  toAddress?: string | null;

  @Field(() => String, { description: 'The text of the message, at most 4,096 characters' })
  body!: string;
}
