import type { ApiKeyService } from '../auth/api-key-service.ts';
import type { NewApiKeyArguments } from '../contract/types/new-api-key.ts';
import type { OperationHandler } from './operation-handler.ts';

/** API keys over REST. Inputs are decoded by the contract of the classes they are taken for. */
export function apiKeyHandlers(apiKeys: ApiKeyService): Readonly<Record<string, OperationHandler>> {
  return {
    async ListApiKeys({ principal }) {
      return { apiKeys: await apiKeys.list(principal) };
    },

    async CreateApiKey({ principal }, input) {
      const { name, expires } = input as unknown as NewApiKeyArguments;
      return apiKeys.create(principal, { name, expires: expires ?? null });
    },

    async RevokeApiKey({ principal }, input) {
      await apiKeys.revoke(principal, (input as { id: string }).id);
    },
  };
}
