import type { EndpointRecord } from '../../domain/directory/records.ts';
import type { Conversation } from '../../domain/sessions/message-queries.ts';
import type { MessageRecord } from '../../domain/sessions/message-record.ts';
import type { Relation } from '../contract/relation.ts';
import type { ConversationInfo } from '../contract/types/messages/conversation-info.ts';
import type { MessageInfo } from '../contract/types/messages/message-info.ts';
import type { ChatTranscript } from '../contract/types/messages/transcript.ts';
import type { DirectoryLoaders } from './directory-loaders.ts';

type Loaders = Pick<DirectoryLoaders, 'endpoint'>;

/** The name of a message's endpoint: current, or cached for a few seconds. */
export const endpointDisplayName: Relation<'endpoint', MessageRecord, EndpointRecord, string | null> = {
  loader: 'endpoint',
  key: ({ endpointId }) => endpointId,
  read: (endpoint) => endpoint?.displayName || null,
};

/** Adds the name of its endpoint to a message. */
export async function toMessageInfo(message: MessageRecord, { endpoint }: Loaders): Promise<MessageInfo> {
  const found = message.endpointId === null ? null : await endpoint.load(message.endpointId);
  return { ...message, endpointDisplayName: endpointDisplayName.read(found) };
}

/** Adds the names of their endpoints to messages. Each endpoint is loaded once per request. */
export function toMessageInfos(messages: readonly MessageRecord[], loaders: Loaders): Promise<MessageInfo[]> {
  return Promise.all(messages.map((message) => toMessageInfo(message, loaders)));
}

/** Adds the names of their endpoints to the newest messages of conversations. */
export async function toConversationInfos(
  conversations: readonly Conversation[],
  loaders: Loaders,
): Promise<ConversationInfo[]> {
  const newest = conversations.map(({ mostRecentMessage }) => mostRecentMessage);
  const complete = new Map((await toMessageInfos(newest, loaders)).map((message) => [message.id, message]));
  return conversations.flatMap((conversation) => {
    const mostRecentMessage = complete.get(conversation.mostRecentMessage.id);
    return mostRecentMessage ? [{ ...conversation, mostRecentMessage }] : [];
  });
}

/** Shows messages as a transcript. */
export function toChatTranscript(messages: readonly MessageRecord[]): ChatTranscript {
  return {
    messages: messages.map(({ date, sender, text }) => {
      return { date, from: sender, body: text, mediaUri: null, mediaContentType: null };
    }),
  };
}
