import { Field, ID, InputType } from 'type-graphql';
import { Dto } from '../../decorators.ts';
import { SessionEventKinds } from '../events/event-kinds.ts';

@InputType({ description: 'What a new webhook starts with' })
@Dto({ namespace: 'Voice.Api.Webhooks' })
export class NewWebhook {
  @Field(() => ID, {
    nullable: true,
    description: 'The account to create it in; else that of the header X-Account-Id, else your home account',
  })
  accountId?: string | null;

  @Field(() => String, { description: 'The address to post to: https, and public' })
  url!: string;

  @Field(() => String, { nullable: true, description: 'What it is for' })
  description?: string | null;

  @Field(() => [SessionEventKinds], { defaultValue: [], description: 'The kinds of events to send; all if not said' })
  kinds!: SessionEventKinds[];

  @Field(() => Boolean, { defaultValue: true, description: 'Is anything to be sent?' })
  enabled!: boolean;
}

@InputType({ description: 'Changes of a webhook; what is absent stays as it is' })
@Dto({ namespace: 'Voice.Api.Webhooks' })
export class PatchWebhook {
  @Field(() => ID, { description: 'The ID of the webhook' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'The address to post to: https, and public' })
  url?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is for; empty for nothing' })
  description?: string | null;

  @Field(() => [SessionEventKinds], { nullable: true, description: 'The kinds of events to send; empty for all' })
  kinds?: SessionEventKinds[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Is anything to be sent?' })
  enabled?: boolean | null;
}
