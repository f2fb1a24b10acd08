import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../../http/request-context.ts';
import { operationLabel } from './operation-label.ts';
import { attachRequestId, codeOf, isExpected } from './wire-error.ts';

/** Writes down what was asked for and what was wrong with it. */
export const summaryPlugin: ApolloServerPlugin<RequestContext> = {
  async requestDidStart({ contextValue: { summary, requestId, log } }) {
    return {
      async didResolveOperation({ operation }) {
        if (operation) summary.operation = operationLabel(operation);
      },
      async didEncounterErrors({ errors }) {
        for (const error of errors) {
          attachRequestId(error, requestId);
          summary.codes.push(codeOf(error));
          if (!isExpected(error)) log.error({ err: error.originalError ?? error }, 'request.failed');
        }
      },
    };
  },
};
