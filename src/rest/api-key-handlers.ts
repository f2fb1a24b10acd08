import type { ApiKeyService } from '../auth/api-key-service.ts';
import type { NewApiKeyArguments } from '../contract/types/new-api-key.ts';
import type { OperationHandler } from './operation-handler.ts';

/** API keys over REST. Inputs are decoded by the contract of the classes they are taken for. */
export function apiKeyHandlers(apiKeys: ApiKeyService): Readonly<Record<string, OperationHandler>> {
  return {
    async ListApiKeys({ principal }) {
      return { apiKeys: await apiKeys.list(principal) };
    },

    async CreateApiKey(context, input) {
      const { name, expires } = input as unknown as NewApiKeyArguments;
      return apiKeys.create(context, { name, expires: expires ?? null });
    },

    async RevokeApiKey(context, input) {
      await apiKeys.revoke(context, (input as { id: string }).id);
    },
  };
}
