import type { EndpointRecord } from '../../domain/directory/records.ts';
import type { Conversation } from '../../domain/sessions/message-queries.ts';
import type { MessageRecord } from '../../domain/sessions/message-record.ts';
import { type Relation, resolveRelation } from '../contract/relation.ts';
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
export async function toMessageInfo(message: MessageRecord, loaders: Loaders): Promise<MessageInfo> {
  return { ...message, endpointDisplayName: await resolveRelation(endpointDisplayName, message, loaders) };
}

/** Adds the names of their endpoints to messages. Each endpoint is loaded once per request. */
export function toMessageInfos(messages: readonly MessageRecord[], loaders: Loaders): Promise<MessageInfo[]> {
  return Promise.all(messages.map((message) => toMessageInfo(message, loaders)));
}

/** Adds the names of their endpoints to the newest messages of conversations. */
export function toConversationInfos(
  conversations: readonly Conversation[],
  loaders: Loaders,
): Promise<ConversationInfo[]> {
  return Promise.all(
    conversations.map(async (conversation) => {
      return { ...conversation, mostRecentMessage: await toMessageInfo(conversation.mostRecentMessage, loaders) };
    }),
  );
}

/** Shows messages as a transcript. */
export function toChatTranscript(messages: readonly MessageRecord[]): ChatTranscript {
  return {
    messages: messages.map(({ date, sender, text }) => {
      return { date, from: sender, body: text, mediaUri: null, mediaContentType: null };
    }),
  };
}
