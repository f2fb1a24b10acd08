import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { Dto, RestOperation, SimpleObjectType } from '../../decorators.ts';
import { connectionOf, edgeOf, listOf } from '../connection-of.ts';
import { DirectoryOrderInput } from '../directory/order.ts';
import { AccountListArguments } from '../list-arguments.ts';
import { PageArguments } from '../page-arguments.ts';
import { WebhookInfo } from './info.ts';

@SimpleObjectType({ description: 'A webhook and its place in the list' })
export class WebhookEdge extends edgeOf(WebhookInfo, 'webhook') {}

@SimpleObjectType({ description: 'A page of webhooks' })
export class WebhookConnection extends connectionOf(WebhookEdge, WebhookInfo, 'webhooks') {}

@SimpleObjectType({ description: 'A page of webhooks' })
@Dto({ namespace: 'Voice.Api.Webhooks' })
export class WebhookList extends listOf(WebhookInfo, 'webhooks') {}

@InputType({ description: 'Which webhooks; all of it has to hold' })
export class WebhookFilterInput {
  @Field(() => [ID], { nullable: true, description: 'Only these accounts; else all of yours' })
  accountIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only these IDs' })
  ids?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Contained in the URL, whatever the case' })
  nameFilter?: string | null;
}

@ArgsType()
export class WebhooksArguments extends PageArguments {
  @Field(() => WebhookFilterInput, { nullable: true, description: 'Which webhooks; else all' })
  filter?: WebhookFilterInput | null;

  @Field(() => DirectoryOrderInput, { nullable: true, description: 'In which order; else by URL, which is their name' })
  orderBy?: DirectoryOrderInput | null;
}

@InputType({ description: 'The webhooks of your accounts' })
@Dto({ namespace: 'Voice.Api.Webhooks' })
@RestOperation({ response: WebhookList, routes: [{ verb: 'GET', path: '/webhooks' }], roles: ['User'] })
export class ListWebhooks extends AccountListArguments {}
