import { Field } from 'type-graphql';
import { SimpleObjectType } from '../decorators.ts';

@SimpleObjectType({ description: 'One entry of a dictionary' })
export class KeyValuePair {
  @Field(() => String, { description: 'The key, which no other entry has' })
  key!: string;

  @Field(() => String, { description: 'The value' })
  value!: string;
}
