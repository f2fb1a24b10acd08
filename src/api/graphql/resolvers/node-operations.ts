import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { invalidInput } from '../../../common/errors/app-error.ts';
import { directoryManagers, type Role, userManagers } from '../../../domain/directory/records.ts';
import { Cost } from '../../contract/decorators.ts';
import { Node, type NodeView } from '../../contract/types/node.ts';
import type { RequestContext } from '../../http/request-context.ts';
import { toSharedUserInfo } from '../../loaders/directory-relations.ts';

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

/** Finds an object of a type that the caller may read; the same roles are needed as for reading it by its own query. */
async function findNode(context: RequestContext, id: string): Promise<NodeView | null> {
  const { principal, loaders } = context;
  const { roles } = principal.requireUser();
  const hasAny = (wanted: readonly Role[]): boolean => wanted.some((role) => roles.includes(role));
  const isDirectoryManager = hasAny(directoryManagers);
  const isUser = hasAny(['User']);
  const [session, message, conversation, account, customer, endpoint, user, webhook, delivery] = await Promise.all([
    loaders.session.load(id),
    loaders.message.load(id),
    loaders.conversation.load(id),
    loaders.account.load(id),
    isDirectoryManager ? loaders.customer.load(id) : null,
    isDirectoryManager ? loaders.endpoint.load(id) : null,
    loaders.user.load(id),
    isUser ? loaders.webhook.load(id) : null,
    isUser ? loaders.webhookDelivery.load(id) : null,
  ]);
  if (session) return { ...session, __typename: 'SessionInfo' };
  if (message) return { ...message, __typename: 'MessageInfo' };
  if (conversation) return { ...conversation, __typename: 'ConversationInfo' };
  if (account) return { ...account, __typename: 'AccountInfo' };
  if (customer) return { ...customer, __typename: 'CustomerInfo' };
  if (endpoint) return { ...endpoint, __typename: 'EndpointInfo' };
  if (user && (user.id === principal.user?.id || hasAny(userManagers))) {
    return { ...(await toSharedUserInfo(user, context)), __typename: 'UserInfo' };
  }
  if (webhook) return { ...webhook, __typename: 'WebhookInfo' };
  if (delivery) return { ...delivery, __typename: 'WebhookDelivery' };
  return null;
}
