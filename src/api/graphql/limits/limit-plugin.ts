import type { ApolloServerPlugin } from '@apollo/server';
import { IsoDates } from '../../../common/time/iso-date.ts';
import type { RequestContext } from '../../http/request-context.ts';
import type { OperationExecutor } from '../executor/operation-executor.ts';
import { toGraphQLError } from '../server/wire-error.ts';
import type { OperationGuard } from './operation-guard.ts';

const isoDates = new IsoDates();

/** What a request cost and what is left to its sender, as `extensions.cost` tells it. */
export function costOf({ budget }: RequestContext) {
  const { cost, limit, remaining, resetAt } = budget.usage();
  return { cost, limit, remaining, resetAt: isoDates.text(resetAt) };
}

/** Refuses operations that exceed the limits, and reports in `extensions.cost` what an operation costs. @param operations knows requests that were admitted before */
export function limitPlugin(guard: OperationGuard, operations: OperationExecutor): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, request, contextValue }) {
          // of that name there is none, which execution has a word for
          if (!operation || operations.isAdmitted(contextValue)) return;
          try {
            guard.admit({ document, operation, variables: request.variables ?? {} }, contextValue.budget);
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
