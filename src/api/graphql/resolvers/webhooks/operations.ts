import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { requestedAccount } from '../../../../domain/directory/account-resolver.ts';
import type { WebhookRecord } from '../../../../domain/webhooks/record.ts';
import type { IssuedSecret, WebhookService } from '../../../../domain/webhooks/service.ts';
import { Operation } from '../../../contract/decorators.ts';
import { WebhookInfo, WebhookSecret } from '../../../contract/types/webhooks/info.ts';
import { NewWebhook, PatchWebhook } from '../../../contract/types/webhooks/inputs.ts';
import { WebhookConnection, WebhooksArguments } from '../../../contract/types/webhooks/lists.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { type DirectoryConnectionView, toDirectoryConnection, toOrder } from '../directory/connection.ts';

const requestNamespace = 'Voice.Api.Webhooks';
const roles = ['User'];

@Resolver()
export class WebhookOperations {
  readonly #webhooks: WebhookService;

  constructor(webhooks: WebhookService) {
    this.#webhooks = webhooks;
  }

  @Query(() => WebhookInfo, {
    nullable: true,
    description: 'A webhook by ID. Returns null if your accounts have no such webhook.',
  })
  @Operation({ request: 'GetWebhook', requestNamespace, routes: [{ verb: 'GET', path: '/webhooks/{id}' }], roles })
  webhook(
    @Ctx() { principal }: RequestContext,
    @Arg('id', () => ID, { description: 'The ID of the webhook' }) id: string,
  ): Promise<WebhookRecord | null> {
    return this.#webhooks.find(principal, id);
  }

  @Query(() => WebhookConnection, { description: 'The webhooks of your accounts' })
  async webhooks(
    @Ctx() { principal }: RequestContext,
    @Args(() => WebhooksArguments) { filter, orderBy, ...page }: WebhooksArguments,
  ): Promise<DirectoryConnectionView<WebhookRecord>> {
    const { nameFilter: name, ...rest } = filter ?? {};
    const found = await this.#webhooks.queries.page(principal, { ...rest, name }, toOrder(orderBy), page);
    return toDirectoryConnection(found);
  }

  @Mutation(() => WebhookSecret, {
    description: 'Create a webhook, which receives the events of an account from now on',
  })
  @Operation({
    request: 'NewWebhook',
    routes: [{ verb: 'POST', path: '/webhooks' }],
    headers: { 'X-Account-Id': 'accountId' },
    roles,
  })
  newWebhook(
    @Ctx() context: RequestContext,
    @Arg('input', () => NewWebhook, { description: 'Input of the new webhook' }) { accountId, ...input }: NewWebhook,
  ): Promise<IssuedSecret> {
    return this.#webhooks.create(context, requestedAccount(accountId, context), input);
  }

  @Mutation(() => WebhookInfo, { description: 'Change a webhook' })
  @Operation({ request: 'PatchWebhook', routes: [{ verb: 'PATCH', path: '/webhooks/{id}' }], roles })
  patchWebhook(
    @Ctx() context: RequestContext,
    @Arg('input', () => PatchWebhook, { description: 'The changes' }) { id, ...changes }: PatchWebhook,
  ): Promise<WebhookRecord> {
    return this.#webhooks.patch(context, id, changes);
  }

  @Mutation(() => WebhookSecret, {
    description: 'Issue a new secret for a webhook. The previous secret also signs requests for one more day.',
  })
  @Operation({
    request: 'RotateWebhookSecret',
    requestNamespace,
    routes: [{ verb: 'POST', path: '/webhooks/{id}/secret' }],
    roles,
  })
  rotateWebhookSecret(
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { description: 'The ID of the webhook' }) id: string,
  ): Promise<IssuedSecret> {
    return this.#webhooks.rotateSecret(context, id);
  }

  @Mutation(() => ID, { description: 'Delete a webhook with its pending deliveries. Returns its ID.' })
  @Operation({
    request: 'DeleteWebhook',
    requestNamespace,
    routes: [{ verb: 'DELETE', path: '/webhooks/{id}' }],
    returns: 'void',
    roles,
  })
  async deleteWebhook(
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { description: 'The ID of the webhook' }) id: string,
  ): Promise<string> {
    await this.#webhooks.remove(context, id);
    return id;
  }
}
