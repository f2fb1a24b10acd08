import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import type { GraphQLError } from 'graphql';
import type { RequestContext } from '../../http/request-context.ts';
import { findAppError } from './wire-error.ts';

/** Error codes of GraphQL itself: syntax errors, validation errors and invalid variables. */
const graphqlErrorCodes = new Set<unknown>([
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.BAD_USER_INPUT,
]);

/**
 * Decides whether a request that failed before execution gets status 200. The GraphQL over HTTP specification
 * recommends 200 for clients that accept `application/json` but not `application/graphql-response+json`, because they
 * treat other statuses as transport errors. An AppError keeps its own status.
 *
 * @param errors the errors that occurred before execution
 */
export function isErrorWith200(accept: string | undefined, errors: readonly GraphQLError[]): boolean {
  return (
    acceptsJson(accept ?? '') &&
    errors.length > 0 &&
    errors.every((error) => graphqlErrorCodes.has(error.extensions.code) && !findAppError(error))
  );
}

function acceptsJson(accept: string): boolean {
  return /\bapplication\/json\b/i.test(accept) && !/\bapplication\/graphql-response\+json\b/i.test(accept);
}

/** Applies `isErrorWith200` to all responses of Apollo Server. */
export const jsonErrorsWith200: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, errors = [], response: { http, body } }) {
        if (body.kind !== 'single' || body.singleResult.data !== undefined) return;
        if (isErrorWith200(request.http?.headers.get('accept'), errors)) http.status = 200;
      },
    };
  },
};
