import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { ApiKeyService } from '../../../../domain/auth/api-key-service.ts';
import { Operation } from '../../../contract/decorators.ts';
import { ApiKeyInfo } from '../../../contract/types/auth/api-key-info.ts';
import { NewApiKey, NewApiKeyArguments } from '../../../contract/types/auth/new-api-key.ts';
import type { RequestContext } from '../../../http/request-context.ts';

const requestNamespace = 'Voice.Api';

@Resolver()
export class ApiKeyOperations {
  readonly #apiKeys: ApiKeyService;

  constructor(apiKeys: ApiKeyService) {
    this.#apiKeys = apiKeys;
  }

  @Query(() => [ApiKeyInfo], { description: 'The API keys of the current user, newest first' })
  apiKeys(@Ctx() { principal }: RequestContext): Promise<ApiKeyInfo[]> {
    return this.#apiKeys.list(principal);
  }

  @Mutation(() => NewApiKey, { description: 'Create an API key, which authenticates a program as the current user' })
  @Operation({ request: 'CreateApiKey', requestNamespace, routes: [{ verb: 'POST', path: '/apikeys' }], roles: [] })
  newApiKey(
    @Ctx() context: RequestContext,
    @Args(() => NewApiKeyArguments) { name, expires }: NewApiKeyArguments,
  ): Promise<NewApiKey> {
    return this.#apiKeys.create(context, { name, expires: expires ?? null });
  }

  @Mutation(() => ApiKeyInfo, {
    description: 'Revoke an API key of the current user. Takes effect within five seconds and cannot be undone.',
  })
  @Operation({
    request: 'RevokeApiKey',
    requestNamespace,
    routes: [{ verb: 'DELETE', path: '/apikeys/{id}' }],
    returns: 'void',
    roles: [],
  })
  revokeApiKey(
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { description: 'The ID of the key' }) id: string,
  ): Promise<ApiKeyInfo> {
    return this.#apiKeys.revoke(context, id);
  }
}
