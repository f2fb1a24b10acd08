import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  type DeliveryRequest,
  deliveryCursor,
  type WebhookDeliveryService,
} from '../../../../domain/webhooks/delivery-service.ts';
import type { DeliveryRecord } from '../../../../domain/webhooks/record.ts';
import { Cost, Operation } from '../../../contract/decorators.ts';
import { totalCountDescription } from '../../../contract/types/connection-of.ts';
import {
  WebhookDeliveriesArguments,
  WebhookDelivery,
  WebhookDeliveryConnection,
} from '../../../contract/types/webhooks/delivery.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { type ConnectionView, toConnection } from '../connection-view.ts';

/** Source object of a delivery connection, with the request from which the total is counted if selected. */
interface DeliveryConnectionView extends ConnectionView<DeliveryRecord> {
  readonly request: DeliveryRequest;
}

@Resolver(() => WebhookDeliveryConnection)
export class WebhookDeliveryOperations {
  readonly #deliveries: WebhookDeliveryService;

  constructor(deliveries: WebhookDeliveryService) {
    this.#deliveries = deliveries;
  }

  @Query(() => WebhookDeliveryConnection, {
    description: 'The deliveries of a webhook, newest event first',
  })
  async webhookDeliveries(
    @Ctx() { principal }: RequestContext,
    @Args(() => WebhookDeliveriesArguments) { webhookId, status, ...page }: WebhookDeliveriesArguments,
  ): Promise<DeliveryConnectionView> {
    const request = { webhookId, status: status ?? null };
    const { rows, ...around } = await this.#deliveries.page(principal, request, page);
    const edges = rows.map((node) => ({ cursor: deliveryCursor(node), node }));
    return { ...toConnection({ rows: edges, ...around }), request };
  }

  @Cost({ weight: 10 })
  @FieldResolver(() => Int, { description: totalCountDescription })
  totalCount(@Root() { request }: DeliveryConnectionView): Promise<number> {
    return this.#deliveries.count(request);
  }

  @Mutation(() => WebhookDelivery, { description: 'Redeliver an event, whatever the status of its delivery' })
  @Operation({
    request: 'RedeliverWebhook',
    requestNamespace: 'Voice.Api.Webhooks',
    routes: [{ verb: 'POST', path: '/webhooks/deliveries/{id}/redeliver' }],
    roles: ['User'],
  })
  redeliverWebhook(
    @Ctx() { principal }: RequestContext,
    @Arg('id', () => ID, { description: 'The ID of the delivery' }) id: string,
  ): Promise<DeliveryRecord> {
    return this.#deliveries.redeliver(principal, id);
  }
}
