import { Field, GraphQLISODateTime, ID, InputType } from 'type-graphql';
import { Dto, RestOperation, SimpleObjectType } from '../../decorators.ts';

@SimpleObjectType({ description: 'An API key, by which a program signs in as you; without the key itself' })
@Dto({ namespace: 'Voice.Api' })
export class ApiKeyInfo {
  @Field(() => ID, { description: 'The ID of the key' })
  id!: string;

  @Field(() => String, { description: 'What you call it' })
  name!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was created' })
  dateCreated!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was last used, to about a minute' })
  dateLastUsed!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it stops by itself; null if it does not' })
  dateExpires!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When you revoked it; a month later it is gone' })
  dateRevoked!: Date | null;
}

@SimpleObjectType({ description: 'The API keys of a user' })
@Dto({ namespace: 'Voice.Api' })
export class ApiKeyList {
  @Field(() => [ApiKeyInfo], { description: 'The API keys, the newest first' })
  apiKeys!: readonly ApiKeyInfo[];
}

@InputType({ description: 'Your API keys, the newest first' })
@Dto({ namespace: 'Voice.Api' })
@RestOperation({ response: ApiKeyList, routes: [{ verb: 'GET', path: '/apikeys' }], roles: [] })
export class ListApiKeys {}
