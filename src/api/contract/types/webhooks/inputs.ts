import { Field, ID, InputType } from 'type-graphql';
import { Dto } from '../../decorators.ts';
import { SessionEventKinds } from '../events/event-kinds.ts';

@InputType({ description: 'Input for a new webhook' })
@Dto({ namespace: 'Voice.Api.Webhooks' })
export class NewWebhook {
  @Field(() => ID, {
    nullable: true,
    description:
      'The ID of the account that owns the new object. Default: the account in the header X-Account-Id, else your home account.',
  })
  accountId?: string | null;

  @Field(() => String, { description: 'The URL that receives the events: https, with a public address' })
  url!: string;

  @Field(() => String, { nullable: true, description: 'A description of the webhook' })
  description?: string | null;

  @Field(() => [SessionEventKinds], {
    defaultValue: [],
    description: 'The kinds of events to send. Default: all kinds.',
  })
  kinds!: SessionEventKinds[];

  @Field(() => Boolean, { defaultValue: true, description: 'Whether events are sent' })
  enabled!: boolean;
}

@InputType({ description: 'Changes to a webhook. Omitted fields keep their value.' })
@Dto({ namespace: 'Voice.Api.Webhooks' })
export class PatchWebhook {
  @Field(() => ID, { description: 'The ID of the webhook' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The URL that receives the events: https, with a public address',
  })
  url?: string | null;

  @Field(() => String, { nullable: true, description: 'A description of the webhook. An empty value removes it.' })
  description?: string | null;

  @Field(() => [SessionEventKinds], {
    nullable: true,
    description: 'The kinds of events to send. An empty list means all kinds.',
  })
  kinds?: SessionEventKinds[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether events are sent' })
  enabled?: boolean | null;
}
