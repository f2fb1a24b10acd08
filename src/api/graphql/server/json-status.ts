import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import type { GraphQLError } from 'graphql';
import type { RequestContext } from '../../http/request-context.ts';
import { findAppError } from './wire-error.ts';

/** What GraphQL itself has against a request: its text, its types, its variables. */
const graphqlMediaType = new Set<unknown>([
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.BAD_USER_INPUT,
]);

/**
 * Whether a request that was refused is answered with 200, as GraphQL over HTTP prefers it for a client that asks for
 * `application/json` by name: such a client reads the status as a word about the way there. Refusals of ours keep theirs.
 * @param errors what the request was refused for, before it was carried out
 */
export function isErrorWith200(accept: string | undefined, errors: readonly GraphQLError[]): boolean {
  return (
    acceptsJson(accept ?? '') &&
    errors.length > 0 &&
    errors.every((error) => graphqlMediaType.has(error.extensions.code) && !findAppError(error))
  );
}

function acceptsJson(accept: string): boolean {
  return /\bapplication\/json\b/i.test(accept) && !/\bapplication\/graphql-response\+json\b/i.test(accept);
}

/** The rule for all that Apollo answers. */
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
