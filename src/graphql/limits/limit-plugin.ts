import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../../auth/request-context.ts';
import { IsoDates } from '../../kernel/iso-date.ts';
import type { Operations } from '../operations.ts';
import { toGraphQLError } from '../wire-error.ts';
import type { OperationGuard } from './operation-guard.ts';

const isoDates = new IsoDates();

/** What a request cost and what is left to its sender, as `extensions.cost` tells it. */
export function costOf({ quota }: RequestContext) {
  const { cost, limit, remaining, resetAt } = quota.usage();
  return { cost, limit, remaining, resetAt: isoDates.text(resetAt) };
}

/** Lets an operation begin only when it is within the limits, and tells in `extensions.cost` what it costs. @param operations knows who was let in before */
export function limitPlugin(guard: OperationGuard, operations: Operations): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, request, contextValue }) {
          // of that name there is none, which execution has a word for
          if (!operation || operations.hasBegun(contextValue)) return;
          try {
            guard.admit({ document, operation, variables: request.variables ?? {} }, contextValue.quota);
          } catch (error) {
            throw toGraphQLError(error);
          }
        },
        async willSendResponse({ contextValue, response: { body } }) {
          if (body.kind !== 'single') return;
          body.singleResult.extensions = { ...body.singleResult.extensions, cost: costOf(contextValue) };
        },
      };
    },
  };
}
