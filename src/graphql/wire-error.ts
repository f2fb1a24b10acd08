import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import { AppError } from '../kernel/app-error.ts';
import { maskedError } from '../kernel/unexpected.ts';

const apolloCodes = new Set<unknown>(Object.values(ApolloServerErrorCode));

/** Whether an error is one that its sender has to know of: a refusal of ours, or one of GraphQL itself. */
export function isExpected(error: unknown): boolean {
  const original = unwrapResolverError(error);
  if (original instanceof AppError) return original.code !== 'INTERNAL_SERVER_ERROR';
  return original instanceof GraphQLError && apolloCodes.has(original.extensions.code) && !isInternal(original);
}

function isInternal(error: GraphQLError): boolean {
  return error.extensions.code === ApolloServerErrorCode.INTERNAL_SERVER_ERROR;
}

/**
 * The error as a GraphQL client sees it; never throws. Refusals have their code and faults, GraphQL's own errors
 * stay, and everything else is masked.
 */
export function toWireError(
  formatted: GraphQLFormattedError,
  error: unknown,
  requestId: string,
): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  if (isExpected(error) && !(original instanceof AppError)) {
    const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
    return { ...formatted, extensions };
  }
  const known = original instanceof AppError && isExpected(error) ? original : maskedError(requestId);
  const { locations, path } = formatted;
  return {
    message: known.message,
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: toExtensions(known),
  };
}

/** An AppError as `extensions` of a GraphQL error. */
export function toExtensions(error: AppError): Record<string, unknown> {
  return { code: error.code, ...(error.errors.length > 0 && { errors: error.errors }) };
}
