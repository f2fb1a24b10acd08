import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { MessageRecord } from '../../../../domain/sessions/message-record.ts';
import { RelationField, resolveRelation } from '../../../contract/relation.ts';
import { MessageInfo } from '../../../contract/types/messages/message-info.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { endpointDisplayName } from '../../../loaders/message-relations.ts';

/** Related fields of MessageInfo, loaded only if selected. All other fields come from the message record. */
@Resolver(() => MessageInfo)
export class MessageFields {
  @RelationField(endpointDisplayName)
  @FieldResolver(() => String, { nullable: true })
  endpointDisplayName(@Root() message: MessageRecord, @Ctx() { loaders }: RequestContext): Promise<string | null> {
    return resolveRelation(endpointDisplayName, message, loaders);
  }
}
