import { Field, GraphQLISODateTime, registerEnumType } from 'type-graphql';
import { MessageDirections } from '../../../../domain/sessions/message-record.ts';
import { Dto, Member, SimpleObjectType } from '../../decorators.ts';
import { Node } from '../node.ts';

// importing the enum from this module also registers it with TypeGraphQL
export { MessageDirections };

registerEnumType(MessageDirections, {
  name: 'MessageDirections',
  description: 'The direction of a message, seen from its endpoint',
  valuesConfig: {
    Incoming: { description: 'From the other party' },
    Outgoing: { description: 'To the other party' },
  },
});

@SimpleObjectType({ implements: Node, description: 'A message of an endpoint with another party' })
@Dto({ namespace: 'Voice.Api.Messaging' })
export class MessageInfo extends Node {
  @Field(() => String, { description: 'The ID of the account this message belongs to' })
  accountId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The ID of the customer: the one of the session, or else the one of the endpoint',
  })
  customerId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The ID of the endpoint this message belongs to. Null if the session has no endpoint.',
  })
  endpointId!: string | null;

  @Field(() => String, { nullable: true, description: 'The display name of the endpoint' })
  endpointDisplayName!: string | null;

  @Field(() => GraphQLISODateTime, { description: 'The date the message was sent' })
  date!: Date;

  @Field(() => MessageDirections, { description: 'The direction of the message, seen from the endpoint' })
  direction!: MessageDirections;

  @Field(() => String, {
    nullable: true,
    description:
      'The address of the other party: user:ID, team:ID, a phone number or an email address. Null if the session has no other party.',
  })
  otherAddress!: string | null;

  @Field(() => String, { description: 'The name of the user that sent the message' })
  sender!: string;

  @Field(() => String, { description: 'The text of the message' })
  text!: string;

  @Field(() => Boolean, {
    description: 'Whether the message came from the other party and nothing has been sent to that party since',
  })
  isUnread!: boolean;

  @Field(() => String, { nullable: true, description: 'The ID of the session, if the message was sent in one' })
  @Member({ omitFrom: 'servicestack' })
  sessionId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The ID of the conversation. Null if the endpoint or the other party is unknown.',
  })
  @Member({ omitFrom: 'servicestack' })
  conversationId!: string | null;

  @Field(() => String, { description: 'The ID of the user that sent the message' })
  @Member({ omitFrom: 'servicestack' })
  createdBy!: string;

  @Field(() => String, { description: 'The identity of the sender: user:ID or an email address' })
  @Member({ omitFrom: 'servicestack' })
  fromIdentity!: string;
}
