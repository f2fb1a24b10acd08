import { Field, GraphQLISODateTime, InputType } from 'type-graphql';
import { Dto, RestOperation, SimpleObjectType } from '../../decorators.ts';
import { listOf, listResponseOf } from '../connection-of.ts';
import { ListRequest, listRequestOf } from '../list-request.ts';
import { ConversationInfo } from './conversation-info.ts';
import { MessageInfo } from './message-info.ts';

const namespace = 'Voice.Api.Messaging';

@SimpleObjectType({ description: 'A page of messages' })
@Dto(listResponseOf(MessageInfo))
export class MessageList extends listOf(MessageInfo, 'messages') {}

@InputType({ description: 'The messages of your accounts' })
@Dto({ namespace, ...listRequestOf(MessageInfo) })
@RestOperation({ response: MessageList, routes: [{ verb: 'GET', path: '/messages' }], roles: [] })
export class ListMessages extends ListRequest {
  @Field(() => [String], {
    nullable: true,
    description: 'Limits the list to these accounts. Default: all of your accounts.',
  })
  accountIds?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Limits the list to these customers, without their descendants',
  })
  customerIds?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Limits the list to these endpoints' })
  endpointIds?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Limits the list to these conversations' })
  conversationIds?: string[] | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Limits the list to messages after this time' })
  afterDate?: Date | null;
}

@SimpleObjectType({ description: 'Conversations, the one with the newest message first' })
@Dto({ namespace })
export class ListConversationsResponse {
  @Field(() => [ConversationInfo], { description: 'The conversations, at most 1,000' })
  conversations!: readonly ConversationInfo[];
}

@InputType({ description: 'The conversations of your accounts, each with its newest message' })
@Dto({ namespace })
@RestOperation({ response: ListConversationsResponse, routes: [{ verb: 'GET', path: '/conversations' }], roles: [] })
export class ListConversations {
  @Field(() => [String], {
    nullable: true,
    description: 'Limits the list to these accounts. Default: all of your accounts.',
  })
  accountIds?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Limits the list to these endpoints' })
  endpointIds?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Limits the list to conversations whose newest message is of these customers',
  })
  customerIds?: string[] | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Limits the list to conversations whose newest message was sent after this time',
  })
  afterDate?: Date | null;
}
