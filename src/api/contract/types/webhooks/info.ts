import { Field } from 'type-graphql';
import { Dto, SimpleObjectType } from '../../decorators.ts';
import { EntityInfo } from '../entity-info.ts';
import { SessionEventKinds } from '../events/event-kinds.ts';
import { Node } from '../node.ts';

@SimpleObjectType({ implements: [EntityInfo, Node], description: 'A webhook, which receives the events of an account' })
@Dto({ namespace: 'Voice.Api.Webhooks' })
export class WebhookInfo extends EntityInfo {
  @Field(() => String, { description: 'The ID of the account whose events are sent' })
  accountId!: string;

  @Field(() => String, { description: 'The URL that receives the events' })
  url!: string;

  @Field(() => String, { nullable: true, description: 'A description of the webhook' })
  description!: string | null;

  @Field(() => [SessionEventKinds], {
    description: 'The kinds of events that are sent. An empty list means all kinds.',
  })
  kinds!: readonly SessionEventKinds[];

  @Field(() => Boolean, {
    description: 'Whether events are sent. Events that occur while the webhook is disabled are not sent later.',
  })
  enabled!: boolean;
}

@SimpleObjectType({ description: 'A webhook and its new secret' })
@Dto({ namespace: 'Voice.Api.Webhooks' })
export class WebhookSecret {
  @Field(() => String, {
    description: 'The secret that signs requests to the webhook. Store it safely: it is not returned again.',
  })
  secret!: string;

  @Field(() => WebhookInfo, { description: 'The webhook' })
  webhook!: WebhookInfo;
}
