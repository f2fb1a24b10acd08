import { ArgsType, Field, GraphQLISODateTime, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { WebhookDeliveryStatus } from '../../../../domain/webhooks/record.ts';
import { Dto, RestOperation, SimpleObjectType } from '../../decorators.ts';
import { connectionOf, edgeOf, listOf } from '../connection-of.ts';
import { SessionEventKinds } from '../events/event-kinds.ts';
import { Node } from '../node.ts';
import { NumberedPageArguments } from '../numbered-page-arguments.ts';
import { PageArguments } from '../page-arguments.ts';

// a class that takes the enum from here has it registered too
export { WebhookDeliveryStatus };

registerEnumType(WebhookDeliveryStatus, {
  name: 'WebhookDeliveryStatus',
  description: 'What became of an event that was to be sent',
  valuesConfig: {
    Pending: { description: 'It is to be sent, for the first time or again' },
    Delivered: { description: 'The receiver has it' },
    Dead: { description: 'It was given up after a day; it can be sent again by hand' },
  },
});

@SimpleObjectType({ implements: Node, description: 'One event on its way to one webhook' })
@Dto({ namespace: 'Voice.Api.Webhooks' })
export class WebhookDelivery extends Node {
  @Field(() => ID, { description: 'The ID of the webhook' })
  webhookId!: string;

  @Field(() => ID, { description: 'The ID of the session' })
  sessionId!: string;

  @Field(() => ID, { description: 'The ID of the event, which is also sent as Webhook-Id' })
  eventId!: string;

  @Field(() => SessionEventKinds, { description: 'The kind of the event' })
  kind!: SessionEventKinds;

  @Field(() => WebhookDeliveryStatus, { description: 'What became of it' })
  status!: WebhookDeliveryStatus;

  @Field(() => Int, { description: 'How often it was sent' })
  attempts!: number;

  @Field(() => GraphQLISODateTime, { description: 'Since when it is tried' })
  dateQueued!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it is due; null if it is not Pending' })
  dateNext!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was delivered or given up' })
  dateCompleted!: Date | null;

  @Field(() => Int, { nullable: true, description: 'The status that the receiver answered last; null if none came' })
  responseStatus!: number | null;

  @Field(() => String, { nullable: true, description: 'Why the last attempt failed' })
  failure!: string | null;

  @Field(() => String, { description: 'What is sent: JSON, the same each time' })
  body!: string;
}

@SimpleObjectType({ description: 'A delivery and its place in the list' })
export class WebhookDeliveryEdge extends edgeOf(WebhookDelivery, 'delivery') {}

@SimpleObjectType({ description: 'A page of deliveries' })
export class WebhookDeliveryConnection extends connectionOf(WebhookDeliveryEdge, WebhookDelivery, 'deliveries') {}

@SimpleObjectType({ description: 'A page of deliveries' })
@Dto({ namespace: 'Voice.Api.Webhooks' })
export class WebhookDeliveryList extends listOf(WebhookDelivery, 'deliveries') {}

@ArgsType()
export class WebhookDeliveriesArguments extends PageArguments {
  @Field(() => ID, { description: 'The ID of the webhook' })
  webhookId!: string;

  @Field(() => [WebhookDeliveryStatus], { nullable: true, description: 'Only those of which this became' })
  status?: WebhookDeliveryStatus[] | null;
}

@InputType({ description: 'What became of the events that were to be sent to a webhook' })
@Dto({ namespace: 'Voice.Api.Webhooks' })
@RestOperation({
  response: WebhookDeliveryList,
  routes: [{ verb: 'GET', path: '/webhooks/{id}/deliveries' }],
  roles: ['User'],
})
export class ListWebhookDeliveries extends NumberedPageArguments {
  @Field(() => String, { description: 'The ID of the webhook' })
  id!: string;

  @Field(() => [WebhookDeliveryStatus], { nullable: true, description: 'Only those of which this became' })
  status?: WebhookDeliveryStatus[] | null;
}
