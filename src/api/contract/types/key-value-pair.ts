import { Field } from 'type-graphql';
import { SimpleObjectType } from '../decorators.ts';

@SimpleObjectType({ description: 'A key with its value' })
export class KeyValuePair {
  @Field(() => String, { description: 'The key, unique within the list' })
  key!: string;

  @Field(() => String, { description: 'The value' })
  value!: string;
}
