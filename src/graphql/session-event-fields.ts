import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../auth/request-context.ts';
import { SessionEvent, SessionMessageSent } from '../contract/types/session-event.ts';
import { SessionInfo } from '../contract/types/session-info.ts';
import { SessionMessageInfo } from '../contract/types/session-message-info.ts';
import type { MessageRecord } from '../sessions/message-record.ts';
import type { SessionRecord } from '../sessions/session-record.ts';

/** What of an event is looked up, only when it is asked for. */
@Resolver(() => SessionEvent)
export class SessionEventFields {
  @FieldResolver(() => SessionInfo, {
    nullable: true,
    description: 'The session as it is now, which may be later than the event; null if it was deleted',
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
  @FieldResolver(() => SessionMessageInfo, {
    nullable: true,
    description: 'The message; null if it was deleted with its session',
  })
  sentMessage(
    @Root() { messageId }: { readonly messageId: string },
    @Ctx() { loaders }: RequestContext,
  ): Promise<MessageRecord | null> {
    return loaders.message.load(messageId);
  }
}
