import { Field, ObjectType } from 'type-graphql';
import { EntityInfo } from './entity-info.ts';

@ObjectType({ implements: EntityInfo, description: 'An account: everything else belongs to one' })
export class AccountInfo extends EntityInfo {
  @Field(() => String, { description: 'The name of the account' })
  name!: string;
}
