import { ArgsType, Field, GraphQLISODateTime, ID, InputType } from 'type-graphql';
import { SimpleObjectType } from '../../decorators.ts';
import { connectionOf, edgeOf } from '../connection-of.ts';
import { PageArguments } from '../page-arguments.ts';
import { ConversationInfo } from './conversation-info.ts';
import { MessageInfo } from './message-info.ts';

@SimpleObjectType({ description: 'A message with its cursor' })
export class MessageEdge extends edgeOf(MessageInfo, 'message') {}

@SimpleObjectType({ description: 'A page of messages' })
export class MessageConnection extends connectionOf(MessageEdge, MessageInfo, 'messages') {}

@SimpleObjectType({ description: 'A conversation with its cursor' })
export class ConversationEdge extends edgeOf(ConversationInfo, 'conversation') {}

@SimpleObjectType({ description: 'A page of conversations' })
export class ConversationConnection extends connectionOf(ConversationEdge, ConversationInfo, 'conversations') {}

@InputType({ description: 'Filter for conversations. All given criteria must match.' })
export class ConversationFilter {
  @Field(() => [ID], {
    nullable: true,
    description: 'Limits the list to these accounts. Default: all of your accounts.',
  })
  accountIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Limits the list to these customers' })
  customerIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Limits the list to these endpoints' })
  endpointIds?: string[] | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Limits the list to messages after this time' })
  afterDate?: Date | null;
}

@InputType({ description: 'Filter for messages. All given criteria must match.' })
export class MessageFilter extends ConversationFilter {
  @Field(() => [ID], { nullable: true, description: 'Limits the list to these IDs' })
  ids?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Limits the list to these conversations' })
  conversationIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Limits the list to messages of these sessions' })
  sessionIds?: string[] | null;
}

@ArgsType()
export class MessagesArguments extends PageArguments {
  @Field(() => MessageFilter, {
    nullable: true,
    description: 'Filter of the messages. Default: all messages of your accounts.',
  })
  filter?: MessageFilter | null;
}

@ArgsType()
export class ConversationsArguments extends PageArguments {
  @Field(() => ConversationFilter, {
    nullable: true,
    description: 'Filter of the conversations. Default: all conversations of your accounts.',
  })
  filter?: ConversationFilter | null;
}
