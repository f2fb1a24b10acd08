import { throwIfInvalid } from '../../../common/errors/app-error.ts';
import { checkOffsetPage, type OffsetWindow } from '../../../common/pagination/offset-page.ts';
import { requestedAccount } from '../../../domain/directory/account-resolver.ts';
import type { WebhookDeliveryService } from '../../../domain/webhooks/delivery-service.ts';
import type { WebhookService } from '../../../domain/webhooks/service.ts';
import type { ListWebhooks } from '../../contract/types/webhooks/lists.ts';
import type { OperationHandlers } from '../server/rest-operations.ts';
import { crudHandlers } from './crud-handlers.ts';
import { listResponse } from './list-response.ts';

export interface WebhookServices {
  readonly webhooks: WebhookService;
  readonly deliveries: WebhookDeliveryService;
}

/** Handlers of the webhook operations. */
export function webhookHandlers({ webhooks, deliveries }: WebhookServices) {
  const { get, list, patch, remove } = crudHandlers({
    kind: 'webhook',
    idField: 'id',
    service: webhooks,
    nameField: 'url',
    sortFields: ['id', 'createdBy', 'lastModifiedBy', 'accountId', 'description', 'enabled'],
    criteriaOf: (request: ListWebhooks) => ({
      accountIds: request.accountIds,
      ids: request.specificIds,
      name: request.nameFilter,
    }),
    view: (webhook) => webhook,
  });
  return {
    GetWebhook: get,
    ListWebhooks: list,
    PatchWebhook: patch,
    DeleteWebhook: remove,

    async NewWebhook(context, { accountId, ...webhook }) {
      return webhooks.create(context, requestedAccount(accountId, context), webhook);
    },

    async RotateWebhookSecret(context, { id }) {
      return webhooks.rotateSecret(context, id);
    },

    async ListWebhookDeliveries({ principal }, request) {
      const { window, issues } = checkOffsetPage(request);
      throwIfInvalid(issues);
      // .NET clients send an empty list if they do not set it
      const status = request.status?.length ? request.status : null;
      const which = { webhookId: request.id, status };
      const source = {
        offsetPage: (page: OffsetWindow) => deliveries.offsetPage(principal, which, page),
        stream: () => deliveries.stream(principal, which),
      };
      return listResponse({ all: request.all, window }, source, (rows) => rows);
    },

    async RedeliverWebhook({ principal }, { id }) {
      return deliveries.redeliver(principal, id);
    },
  } satisfies Partial<OperationHandlers>;
}
