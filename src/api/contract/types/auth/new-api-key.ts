import { ArgsType, Field, GraphQLISODateTime } from 'type-graphql';
import { Dto, SimpleObjectType } from '../../decorators.ts';
import { ApiKeyInfo } from './api-key-info.ts';

@ArgsType()
export class NewApiKeyArguments {
  @Field(() => String, { description: 'What you call it, at most 100 characters' })
  name!: string;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it shall stop by itself; else it does not' })
  expires?: Date | null;
}

@SimpleObjectType({ description: 'An API key that was just created' })
@Dto({ namespace: 'Voice.Api' })
export class NewApiKey {
  @Field(() => String, { description: 'The key. Keep it safe: it is not shown again' })
  key!: string;

  @Field(() => ApiKeyInfo, { description: 'What the list of your keys shows of it' })
  apiKey!: ApiKeyInfo;
}
