import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { Dto, RestOperation, SimpleObjectType } from '../../decorators.ts';
import { connectionOf, edgeOf, listOf, listResponseOf } from '../connection-of.ts';
import { DirectoryOrderInput } from '../directory/order.ts';
import { AccountListArguments } from '../list-arguments.ts';
import { listRequestOf } from '../list-request.ts';
import { PageArguments } from '../page-arguments.ts';
import { WebhookInfo } from './info.ts';

@SimpleObjectType({ description: 'A webhook with its cursor' })
export class WebhookEdge extends edgeOf(WebhookInfo, 'webhook') {}

@SimpleObjectType({ description: 'A page of webhooks' })
export class WebhookConnection extends connectionOf(WebhookEdge, WebhookInfo, 'webhooks') {}

@SimpleObjectType({ description: 'A page of webhooks' })
@Dto(listResponseOf(WebhookInfo))
export class WebhookList extends listOf(WebhookInfo, 'webhooks') {}

@InputType({ description: 'Filter for webhooks. All given criteria must match.' })
export class WebhookFilterInput {
  @Field(() => [ID], {
    nullable: true,
    description: 'Limits the list to these accounts. Default: all of your accounts.',
  })
  accountIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Limits the list to these IDs' })
  ids?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Text that the URL must contain, case-insensitive' })
  nameFilter?: string | null;
}

@ArgsType()
export class WebhooksArguments extends PageArguments {
  @Field(() => WebhookFilterInput, {
    nullable: true,
    description: 'Filter of the list. Default: all webhooks of your accounts.',
  })
  filter?: WebhookFilterInput | null;

  @Field(() => DirectoryOrderInput, { nullable: true, description: 'Order of the list. Default: by URL, ascending.' })
  orderBy?: DirectoryOrderInput | null;
}

@InputType({ description: 'The webhooks of your accounts' })
@Dto({ namespace: 'Voice.Api.Webhooks', ...listRequestOf(WebhookInfo) })
@RestOperation({ response: WebhookList, routes: [{ verb: 'GET', path: '/webhooks' }], roles: ['User'] })
export class ListWebhooks extends AccountListArguments {}
