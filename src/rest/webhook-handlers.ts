import type { ListWebhookDeliveries } from '../contract/types/webhook-delivery.ts';
import type { NewWebhook } from '../contract/types/webhook-inputs.ts';
import type { ListWebhooks } from '../contract/types/webhook-lists.ts';
import { requestedAccount } from '../directory/account-resolver.ts';
import type { WebhookDeliveries } from '../webhooks/webhook-deliveries.ts';
import type { WebhookService } from '../webhooks/webhook-service.ts';
import { entityHandlers } from './entity-handlers.ts';
import type { OperationHandler } from './operation-handler.ts';

export interface WebhookServices {
  readonly webhooks: WebhookService;
  readonly deliveries: WebhookDeliveries;
}

/** Webhooks over REST. Inputs are decoded by the contract of the classes they are taken for. */
export function webhookHandlers(services: WebhookServices): Readonly<Record<string, OperationHandler>> {
  const { webhooks, deliveries } = services;
  return {
    ...entityHandlers({
      name: 'Webhook',
      service: webhooks,
      nameField: 'url',
      criteriaOf: (input: ListWebhooks) => ({
        accountIds: input.accountIds,
        ids: input.specificIds,
        name: input.nameFilter,
      }),
    }),

    async NewWebhook(context, input) {
      const { accountId, ...webhook } = input as unknown as NewWebhook;
      return webhooks.create(context, requestedAccount(accountId, context), webhook);
    },

    async RotateWebhookSecret(context, input) {
      return webhooks.rotateSecret(context, (input as { id: string }).id);
    },

    async ListWebhookDeliveries({ principal }, input) {
      const { id, status, page, countPerPage, all, simplifiedPaging } =
        input as unknown as ListWebhookDeliveries;
      const request = { webhookId: id, status: status ?? null };
      const size = all ? maxAtOnce : countPerPage;
      const slice = await deliveries.slice(principal, request, { page: all ? 0 : page, size });
      if (simplifiedPaging) return slice;
      const totalCount = await deliveries.count(request);
      return { ...slice, totalCount, totalPages: Math.ceil(totalCount / size) };
    },

    async RedeliverWebhook({ principal }, input) {
      return deliveries.redeliver(principal, (input as { id: string }).id);
    },
  };
}

/** What `all` comes to: deliveries have no end. */
const maxAtOnce = 1_000;
