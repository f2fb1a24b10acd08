import type { ClassType } from 'type-graphql';
import type { MessageQueries } from '../../../../domain/sessions/message-queries.ts';
import type { MessageService } from '../../../../domain/sessions/message-service.ts';
import type { SessionTranscriptService } from '../../../../domain/sessions/transcript-service.ts';
import { ConversationConnection, MessageConnection } from '../../../contract/types/messages/connections.ts';
import { totalCountOf } from '../directory/connection.ts';
import { MessageFields } from './fields.ts';
import { MessageOperations } from './operations.ts';

export interface MessageServices {
  readonly messages: MessageService;
  readonly messageQueries: MessageQueries;
  readonly transcripts: SessionTranscriptService;
}

const Totals = [MessageConnection, ConversationConnection].map(totalCountOf);

/** Creates the resolvers of messages and conversations, with the class of each. */
export function messageResolvers({ messages, messageQueries, transcripts }: MessageServices): [ClassType, object][] {
  return [
    [MessageOperations, new MessageOperations(messages, messageQueries, transcripts)],
    [MessageFields, new MessageFields()],
    ...Totals.map((Total): [ClassType, object] => [Total, new Total()]),
  ];
}
