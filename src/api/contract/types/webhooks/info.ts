import { Field } from 'type-graphql';
import { Dto, SimpleObjectType } from '../../decorators.ts';
import { EntityInfo } from '../entity-info.ts';
import { SessionEventKinds } from '../events/event-kinds.ts';
import { Node } from '../node.ts';

@SimpleObjectType({ implements: [EntityInfo, Node], description: 'Where the events of an account are sent to' })
@Dto({ namespace: 'Voice.Api.Webhooks' })
export class WebhookInfo extends EntityInfo {
  @Field(() => String, { description: 'The ID of the account whose events are sent' })
  accountId!: string;

  @Field(() => String, { description: 'The address they are posted to' })
  url!: string;

  @Field(() => String, { nullable: true, description: 'What it is for' })
  description!: string | null;

  @Field(() => [SessionEventKinds], { description: 'The kinds of events that are sent; all of them if none is named' })
  kinds!: readonly SessionEventKinds[];

  @Field(() => Boolean, { description: 'Is anything sent? What happens while nothing is will not be' })
  enabled!: boolean;
}

@SimpleObjectType({ description: 'A webhook and its new secret' })
@Dto({ namespace: 'Voice.Api.Webhooks' })
export class WebhookSecret {
  @Field(() => String, { description: 'The secret that signs what is sent. Keep it safe: it is not shown again' })
  secret!: string;

  @Field(() => WebhookInfo, { description: 'The webhook' })
  webhook!: WebhookInfo;
}
