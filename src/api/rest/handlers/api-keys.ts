import type { ApiKeyService } from '../../../domain/auth/api-key-service.ts';
import type { OperationHandlers } from '../server/rest-operations.ts';

/** API keys over REST. */
export function apiKeyHandlers(apiKeys: ApiKeyService) {
  return {
    async ListApiKeys({ principal }) {
      return { apiKeys: await apiKeys.list(principal) };
    },

    async CreateApiKey(context, { name, expires }) {
      return apiKeys.create(context, { name, expires: expires ?? null });
    },

    async RevokeApiKey(context, { id }) {
      await apiKeys.revoke(context, id);
    },
  } satisfies Partial<OperationHandlers>;
}
