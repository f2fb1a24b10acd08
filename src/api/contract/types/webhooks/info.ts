import { Field, GraphQLISODateTime, registerEnumType } from 'type-graphql';
import { WebhookState } from '../../../../domain/webhooks/record.ts';
import { Dto, SimpleObjectType } from '../../decorators.ts';
import { EntityInfo } from '../entity-info.ts';
import { SessionEventKinds } from '../events/event-kinds.ts';
import { Node } from '../node.ts';

registerEnumType(WebhookState, {
  name: 'WebhookState',
  description: 'The state of a webhook',
  valuesConfig: {
    Active: { description: 'The last attempt succeeded, or there was none' },
    Failing: { description: 'The last attempt failed' },
    Paused: {
      description: 'Deliveries of several sessions failed in a row. One is tried now and then; the others wait.',
    },
    Disabled: { description: 'The webhook is disabled' },
  },
});

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

  @Field(() => WebhookState, { description: 'Whether the receiver accepts deliveries' })
  state!: WebhookState;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'The date of the first failed attempt since the last success, or null if the last attempt succeeded',
  })
  failingSince!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'The reason a recent attempt failed, or null if the last attempt succeeded',
  })
  lastError!: string | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'The date a paused webhook is tried again, or null if the state is not Paused',
  })
  dateNext!: Date | null;
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
