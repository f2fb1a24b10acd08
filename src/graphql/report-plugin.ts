import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../auth/request-context.ts';
import { operationLabel } from './operation-label.ts';
import { codeOf, isExpected, rememberRequest } from './wire-error.ts';

/** Writes down what was asked for and what was wrong with it. */
export const reportPlugin: ApolloServerPlugin<RequestContext> = {
  async requestDidStart({ contextValue: { report, requestId, log } }) {
    return {
      async didResolveOperation({ operation }) {
        if (operation) report.operation = operationLabel(operation);
      },
      async didEncounterErrors({ errors }) {
        for (const error of errors) {
          rememberRequest(error, requestId);
          report.codes.push(codeOf(error));
          if (!isExpected(error)) log.error({ err: error.originalError ?? error }, 'request.failed');
        }
      },
    };
  },
};
