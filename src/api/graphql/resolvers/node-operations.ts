import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { invalidInput } from '../../../common/errors/app-error.ts';
import { Cost } from '../../contract/decorators.ts';
import { Node, type NodeView } from '../../contract/types/node.ts';
import { toUserInfo } from '../../contract/user-view.ts';
import type { RequestContext } from '../../http/request-context.ts';

const maxNodes = 100;

/**
 * Finds objects of any type by id. An id does not identify a type, so the loaders search every type, batching all ids
 * of a request.
 */
@Resolver()
export class NodeOperations {
  @Query(() => Node, {
    nullable: true,
    description: 'An object by ID. Returns null if your accounts have no such object.',
  })
  node(
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { description: 'The ID of the object' }) id: string,
  ): Promise<NodeView | null> {
    return findNode(context, id);
  }

  @Cost({ listSize: 'ids' })
  @Query(() => [Node], {
    nullable: 'items',
    description: 'Objects by ID, in the order of ids, with null for unknown IDs',
  })
  async nodes(
    @Ctx() context: RequestContext,
    @Arg('ids', () => [ID], { description: 'The IDs of the objects, at most 100' }) ids: string[],
  ): Promise<(NodeView | null)[]> {
    if (ids.length <= maxNodes) return Promise.all(ids.map((id) => findNode(context, id)));
    throw invalidInput([{ fieldName: 'ids', errorCode: 'Length', message: `ids must be at most ${maxNodes}.` }]);
  }
}

async function findNode({ principal, loaders }: RequestContext, id: string): Promise<NodeView | null> {
  principal.requireUser();
  // sessions and messages come first, because reading them needs no role
  const [session, message, conversation] = await Promise.all([
    loaders.session.load(id),
    loaders.message.load(id),
    loaders.conversation.load(id),
  ]);
  if (session) return { ...session, __typename: 'SessionInfo' };
  if (message) return { ...message, __typename: 'MessageInfo' };
  if (conversation) return { ...conversation, __typename: 'ConversationInfo' };
  principal.requireRole('User');
  const [account, customer, endpoint, user, webhook, delivery] = await Promise.all([
    loaders.account.load(id),
    loaders.customer.load(id),
    loaders.endpoint.load(id),
    loaders.user.load(id),
    loaders.webhook.load(id),
    loaders.webhookDelivery.load(id),
  ]);
  if (account) return { ...account, __typename: 'AccountInfo' };
  if (customer) return { ...customer, __typename: 'CustomerInfo' };
  if (endpoint) return { ...endpoint, __typename: 'EndpointInfo' };
  if (user) return { ...toUserInfo(user, principal), __typename: 'UserInfo' };
  if (webhook) return { ...webhook, __typename: 'WebhookInfo' };
  if (delivery) return { ...delivery, __typename: 'WebhookDelivery' };
  return null;
}
