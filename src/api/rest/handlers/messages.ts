import type { OffsetWindow } from '../../../common/pagination/offset-page.ts';
import type { MessageQueries } from '../../../domain/sessions/message-queries.ts';
import type { MessageService } from '../../../domain/sessions/message-service.ts';
import type { SessionTranscriptService } from '../../../domain/sessions/transcript-service.ts';
import {
  toChatTranscript,
  toConversationInfos,
  toMessageInfo,
  toMessageInfos,
} from '../../loaders/message-relations.ts';
import { parseIfMatch } from '../server/entity-tag.ts';
import type { OperationHandlers } from '../server/rest-operations.ts';
import { readListRequest } from './list-request.ts';
import { listResponse } from './list-response.ts';

export interface MessageServices {
  readonly messages: MessageService;
  readonly messageQueries: MessageQueries;
  readonly transcripts: SessionTranscriptService;
}

/** Handlers of the operations on messages, conversations and transcripts. */
export function messageHandlers({ messages, messageQueries, transcripts }: MessageServices) {
  return {
    async SendMessage(context, request, { ifMatch, idempotencyKey }) {
      const options = { expected: parseIfMatch(ifMatch), idempotencyKey };
      const { message, replayed } = await messages.send(context.principal, request, options);
      context.idempotentReplay = replayed;
      return toMessageInfo(message, context.loaders);
    },

    async ListMessages({ principal, loaders }, request) {
      const { part, field, sortOrder } = readListRequest(request, { date: 'date' });
      const { accountIds, customerIds, endpointIds, conversationIds, afterDate, specificIds } = request;
      const criteria = { accountIds, customerIds, endpointIds, conversationIds, afterDate, ids: specificIds };
      const descending = (sortOrder ?? (field === null ? 'Descend' : 'Ascend')) === 'Descend';
      const source = {
        offsetPage: (window: OffsetWindow) => messageQueries.offsetPage(principal, criteria, descending, window),
        stream: () => messageQueries.stream(principal, criteria, descending),
      };
      return listResponse(part, source, (found) => toMessageInfos(found, loaders));
    },

    async ListConversations({ principal, loaders }, criteria) {
      const conversations = await messageQueries.conversations(principal, criteria);
      return { conversations: await toConversationInfos(conversations, loaders) };
    },

    async GetChatTranscript({ principal }, request) {
      return toChatTranscript(await transcripts.read(principal, request.sessionId, request));
    },
  } satisfies Partial<OperationHandlers>;
}
