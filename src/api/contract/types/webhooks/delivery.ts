import { ArgsType, Field, GraphQLISODateTime, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { WebhookDeliveryStatus } from '../../../../domain/webhooks/record.ts';
import { Dto, RestOperation, SimpleObjectType } from '../../decorators.ts';
import { connectionOf, edgeOf, listOf, listResponseOf } from '../connection-of.ts';
import { SessionEventKinds } from '../events/event-kinds.ts';
import { Node } from '../node.ts';
import { NumberedPageArguments } from '../numbered-page-arguments.ts';
import { PageArguments } from '../page-arguments.ts';

// importing the enum from this module also registers it with TypeGraphQL
export { WebhookDeliveryStatus };

registerEnumType(WebhookDeliveryStatus, {
  name: 'WebhookDeliveryStatus',
  description: 'The status of a webhook delivery',
  valuesConfig: {
    Pending: { description: 'Waiting for its first attempt or for a retry' },
    Delivered: { description: 'Accepted by the receiver' },
    Dead: { description: 'Failed for one day and no longer retried. Can be redelivered.' },
  },
});

@SimpleObjectType({ implements: Node, description: 'The delivery of an event to a webhook' })
@Dto({ namespace: 'Voice.Api.Webhooks' })
export class WebhookDelivery extends Node {
  @Field(() => ID, { description: 'The ID of the webhook' })
  webhookId!: string;

  @Field(() => ID, { description: 'The ID of the session' })
  sessionId!: string;

  @Field(() => ID, { description: 'The ID of the event, which is sent in the header Webhook-Id' })
  eventId!: string;

  @Field(() => SessionEventKinds, { description: 'The kind of the event' })
  kind!: SessionEventKinds;

  @Field(() => WebhookDeliveryStatus, { description: 'The status of the delivery' })
  status!: WebhookDeliveryStatus;

  @Field(() => Int, { description: 'The number of attempts' })
  attempts!: number;

  @Field(() => GraphQLISODateTime, { description: 'The date the event was queued for delivery' })
  dateQueued!: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'The date of the next attempt, or null if the status is not Pending',
  })
  dateNext!: Date | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'The date the event was delivered, or its delivery failed for good',
  })
  dateCompleted!: Date | null;

  @Field(() => Int, { nullable: true, description: 'The HTTP status of the last response, or null if there was none' })
  responseStatus!: number | null;

  @Field(() => String, { nullable: true, description: 'The reason the last attempt failed' })
  failure!: string | null;

  @Field(() => String, { description: 'The request body: JSON, identical for every attempt' })
  body!: string;
}

@SimpleObjectType({ description: 'A delivery with its cursor' })
export class WebhookDeliveryEdge extends edgeOf(WebhookDelivery, 'delivery') {}

@SimpleObjectType({ description: 'A page of deliveries' })
export class WebhookDeliveryConnection extends connectionOf(WebhookDeliveryEdge, WebhookDelivery, 'deliveries') {}

@SimpleObjectType({ description: 'A page of deliveries' })
@Dto(listResponseOf(WebhookDelivery))
export class WebhookDeliveryList extends listOf(WebhookDelivery, 'deliveries') {}

@ArgsType()
export class WebhookDeliveriesArguments extends PageArguments {
  @Field(() => ID, { description: 'The ID of the webhook' })
  webhookId!: string;

  @Field(() => [WebhookDeliveryStatus], {
    nullable: true,
    description: 'Limits the list to deliveries with one of these statuses',
  })
  status?: WebhookDeliveryStatus[] | null;
}

@InputType({ description: 'The deliveries of a webhook, newest event first' })
@Dto({ namespace: 'Voice.Api.Webhooks' })
@RestOperation({
  response: WebhookDeliveryList,
  routes: [{ verb: 'GET', path: '/webhooks/{id}/deliveries' }],
  roles: ['User'],
})
export class ListWebhookDeliveries extends NumberedPageArguments {
  @Field(() => String, { description: 'The ID of the webhook' })
  id!: string;

  @Field(() => [WebhookDeliveryStatus], {
    nullable: true,
    description: 'Limits the list to deliveries with one of these statuses',
  })
  status?: WebhookDeliveryStatus[] | null;
}
