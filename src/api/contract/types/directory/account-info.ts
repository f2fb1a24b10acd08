import { Field } from 'type-graphql';
import { Dto, SimpleObjectType } from '../../decorators.ts';
import { EntityInfo } from '../entity-info.ts';
import { Node } from '../node.ts';

@SimpleObjectType({
  implements: [EntityInfo, Node],
  description: 'An account, which owns customers, endpoints, sessions and webhooks',
})
@Dto({ namespace: 'Voice.Api.Accounts' })
export class AccountInfo extends EntityInfo {
  @Field(() => String, { description: 'The name of the account' })
  name!: string;
}
