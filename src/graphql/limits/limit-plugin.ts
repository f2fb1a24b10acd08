import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../../auth/request-context.ts';
import { toGraphQLError } from '../wire-error.ts';
import type { OperationGuard } from './operation-guard.ts';

/** Lets an operation begin only when it is within the limits, and tells in `extensions.cost` what it costs. */
export function limitPlugin(guard: OperationGuard): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, request, contextValue }) {
          // of that name there is none, which execution has a word for
          if (!operation) return;
          try {
            guard.admit({ document, operation, variables: request.variables ?? {} }, contextValue.quota);
          } catch (error) {
            throw toGraphQLError(error);
          }
        },
        async willSendResponse({ contextValue, response: { body } }) {
          if (body.kind !== 'single') return;
          const { cost, limit, remaining, resetAt } = contextValue.quota.usage();
          const usage = { cost, limit, remaining, resetAt: resetAt.toISOString() };
          body.singleResult.extensions = { ...body.singleResult.extensions, cost: usage };
        },
      };
    },
  };
}
