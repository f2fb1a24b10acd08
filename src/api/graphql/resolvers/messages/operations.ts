import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Conversation, MessageQueries } from '../../../../domain/sessions/message-queries.ts';
import type { MessageRecord } from '../../../../domain/sessions/message-record.ts';
import type { MessageService } from '../../../../domain/sessions/message-service.ts';
import type { SessionTranscriptService } from '../../../../domain/sessions/transcript-service.ts';
import { Operation } from '../../../contract/decorators.ts';
import {
  ConversationConnection,
  ConversationsArguments,
  MessageConnection,
  MessagesArguments,
} from '../../../contract/types/messages/connections.ts';
import { MessageInfo } from '../../../contract/types/messages/message-info.ts';
import { SendMessage } from '../../../contract/types/messages/send-message.ts';
import { ChatTranscript, ChatTranscriptArguments } from '../../../contract/types/messages/transcript.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { toChatTranscript } from '../../../loaders/message-relations.ts';
import { type DirectoryConnectionView, toDirectoryConnection } from '../directory/connection.ts';
import {
  changeHeaders,
  ExpectedRevisionArg,
  expected,
  IdempotencyKeyArg,
  Input,
  type Revision,
} from '../operation-arguments.ts';

/** Messages, conversations and transcripts. */
@Resolver()
export class MessageOperations {
  readonly #messages: MessageService;
  readonly #queries: MessageQueries;
  readonly #transcripts: SessionTranscriptService;

  constructor(messages: MessageService, queries: MessageQueries, transcripts: SessionTranscriptService) {
    this.#messages = messages;
    this.#queries = queries;
    this.#transcripts = transcripts;
  }

  @Query(() => MessageConnection, { description: 'The messages of your accounts, newest first' })
  async messages(
    @Ctx() { principal }: RequestContext,
    @Args(() => MessagesArguments) { filter, ...page }: MessagesArguments,
  ): Promise<DirectoryConnectionView<MessageRecord>> {
    return toDirectoryConnection(await this.#queries.page(principal, filter ?? {}, page));
  }

  @Query(() => ConversationConnection, {
    description: 'The conversations of your accounts, the one with the newest message first',
  })
  async conversations(
    @Ctx() { principal }: RequestContext,
    @Args(() => ConversationsArguments) { filter, ...page }: ConversationsArguments,
  ): Promise<DirectoryConnectionView<Conversation>> {
    return toDirectoryConnection(await this.#queries.conversationPage(principal, filter ?? {}, page));
  }

  @Query(() => ChatTranscript, { description: 'The transcript of a session: its messages, oldest first' })
  @Operation({
    request: 'GetChatTranscript',
    requestNamespace: 'Voice.Api.Sessions',
    routes: [{ verb: 'GET', path: '/sessions/{sessionId}/transcript' }],
    roles: ['User'],
  })
  async chatTranscript(
    @Ctx() { principal }: RequestContext,
    @Args(() => ChatTranscriptArguments) args: ChatTranscriptArguments,
  ): Promise<ChatTranscript> {
    return toChatTranscript(await this.#transcripts.read(principal, args.sessionId, args));
  }

  @Mutation(() => MessageInfo, { description: 'Send a message in a session, or from an endpoint to an address' })
  @Operation({
    request: 'SendMessage',
    routes: [
      { verb: 'POST', path: '/sessions/{sessionId}/messages' },
      { verb: 'POST', path: '/messages' },
    ],
    headers: { ...changeHeaders, 'Idempotency-Key': 'idempotencyKey' },
    roles: ['User'],
  })
  async sendMessage(
    @Ctx() context: RequestContext,
    @IdempotencyKeyArg('message') idempotencyKey: string | null | undefined,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => SendMessage) input: SendMessage,
  ): Promise<MessageRecord> {
    const options = { expected: expected(revision), idempotencyKey: idempotencyKey ?? null };
    const { message, replayed } = await this.#messages.send(context.principal, input, options);
    context.idempotentReplay ||= replayed;
    return message;
  }
}
