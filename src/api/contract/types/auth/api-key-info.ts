import { Field, GraphQLISODateTime, ID, InputType } from 'type-graphql';
import { Dto, RestOperation, SimpleObjectType } from '../../decorators.ts';

@SimpleObjectType({
  description: 'An API key, which authenticates a program as its owner. Does not include the key itself.',
})
@Dto({ namespace: 'Voice.Api' })
export class ApiKeyInfo {
  @Field(() => ID, { description: 'The ID of the key' })
  id!: string;

  @Field(() => String, { description: 'The name of the key' })
  name!: string;

  @Field(() => GraphQLISODateTime, { description: 'The date the key was created' })
  dateCreated!: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'The date the key was last used, accurate to about one minute',
  })
  dateLastUsed!: Date | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'The date the key expires, or null if it does not expire',
  })
  dateExpires!: Date | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'The date the key was revoked, or null. Revoked keys are deleted after one month.',
  })
  dateRevoked!: Date | null;
}

@SimpleObjectType({ description: 'The API keys of a user' })
@Dto({ namespace: 'Voice.Api' })
export class ApiKeyList {
  @Field(() => [ApiKeyInfo], { description: 'The API keys, newest first' })
  apiKeys!: readonly ApiKeyInfo[];
}

@InputType({ description: 'The API keys of the current user, newest first' })
@Dto({ namespace: 'Voice.Api' })
@RestOperation({ response: ApiKeyList, routes: [{ verb: 'GET', path: '/apikeys' }], roles: [] })
export class ListApiKeys {}
