import { ArgsType, Field, GraphQLISODateTime } from 'type-graphql';
import { Dto, SimpleObjectType } from '../../decorators.ts';
import { ApiKeyInfo } from './api-key-info.ts';

@ArgsType()
export class NewApiKeyArguments {
  @Field(() => String, { description: 'The name of the key, at most 100 characters' })
  name!: string;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'The date the key expires. If omitted, the key does not expire.',
  })
  expires?: Date | null;
}

@SimpleObjectType({ description: 'A newly created API key' })
@Dto({ namespace: 'Voice.Api' })
export class NewApiKey {
  @Field(() => String, { description: 'The key. Store it safely: it is not returned again.' })
  key!: string;

  @Field(() => ApiKeyInfo, { description: 'The name and dates of the key, as in the list of API keys' })
  apiKey!: ApiKeyInfo;
}
