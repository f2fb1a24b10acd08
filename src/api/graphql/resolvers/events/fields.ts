import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { MessageRecord } from '../../../../domain/sessions/message-record.ts';
import type { SessionRecord } from '../../../../domain/sessions/record.ts';
import { SessionEvent, SessionMessageSent } from '../../../contract/types/events/event.ts';
import { MessageInfo } from '../../../contract/types/messages/message-info.ts';
import { SessionInfo } from '../../../contract/types/sessions/info.ts';
import type { RequestContext } from '../../../http/request-context.ts';

/** Related fields of an event, loaded only if selected. */
@Resolver(() => SessionEvent)
export class SessionEventFields {
  @FieldResolver(() => SessionInfo, {
    nullable: true,
    description: 'The current session, which may have changed since the event. Null if it was deleted.',
  })
  session(
    @Root() { sessionId }: { readonly sessionId: string },
    @Ctx() { loaders }: RequestContext,
  ): Promise<SessionRecord | null> {
    return loaders.session.load(sessionId);
  }
}

@Resolver(() => SessionMessageSent)
export class SessionMessageSentFields {
  @FieldResolver(() => MessageInfo, {
    nullable: true,
    description: 'The message, or null if it was deleted with its session',
  })
  sentMessage(
    @Root() { messageId }: { readonly messageId: string },
    @Ctx() { loaders }: RequestContext,
  ): Promise<MessageRecord | null> {
    return loaders.message.load(messageId);
  }
}
