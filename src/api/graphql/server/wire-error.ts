import { HeaderMap } from '@apollo/server';
import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import { AppError } from '../../../common/errors/app-error.ts';
import { maskedError } from '../../../common/errors/masked-error.ts';

const apolloCodes = new Set<unknown>(Object.values(ApolloServerErrorCode));

/** Which request an error broke off: the id finds it in the log. */
const requestIds = new WeakMap<object, string>();

export function attachRequestId(error: unknown, requestId: string): void {
  requestIds.set(Object(error), requestId);
}

/** The refusal of ours that an error stands for, if it is one: thrown by a resolver, by a rule, or before execution. */
export function findAppError(error: unknown): AppError | null {
  const original = unwrapResolverError(error);
  if (original instanceof AppError) return original;
  return original instanceof GraphQLError && original.originalError instanceof AppError ? original.originalError : null;
}

/** Whether an error is one that its sender has to know of: a refusal of ours, or one of GraphQL itself. */
export function isExpected(error: unknown): boolean {
  const appError = findAppError(error);
  if (appError) return appError.code !== 'INTERNAL_SERVER_ERROR';
  const original = unwrapResolverError(error);
  return original instanceof GraphQLError && apolloCodes.has(original.extensions.code) && !isInternal(original);
}

function isInternal(error: GraphQLError): boolean {
  return error.extensions.code === ApolloServerErrorCode.INTERNAL_SERVER_ERROR;
}

/** The code under which a client sees an error. */
export function codeOf(error: unknown): string {
  if (!isExpected(error)) return 'INTERNAL_SERVER_ERROR';
  const appError = findAppError(error);
  if (appError) return appError.code;
  const original = unwrapResolverError(error);
  return original instanceof GraphQLError ? String(original.extensions.code) : 'INTERNAL_SERVER_ERROR';
}

/**
 * The error as a GraphQL client sees it; never throws. Refusals have their code and faults, GraphQL's own errors
 * stay, and everything else is masked, with the id of the request that was remembered for it.
 */
export function toWireError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const appError = findAppError(error);
  if (isExpected(error) && !appError) {
    const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
    return { ...formatted, extensions };
  }
  const known = appError && isExpected(error) ? appError : maskedError(requestIdOf(error));
  const { locations, path } = formatted;
  return {
    message: known.message,
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: toExtensions(known),
  };
}

function requestIdOf(error: unknown): string {
  return requestIds.get(Object(error)) ?? requestIds.get(Object(unwrapResolverError(error))) ?? 'unknown';
}

/** An AppError as `extensions` of a GraphQL error. */
export function toExtensions(error: AppError): Record<string, unknown> {
  const { code, errors, retryAfterSeconds, cursor } = error;
  return {
    code,
    ...(errors.length > 0 && { errors }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(cursor !== undefined && { cursor }),
  };
}

/** A refusal before execution, in the form in which Apollo takes its status over to HTTP; anything else as it is. */
export function toGraphQLError(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const headers = new HeaderMap();
  if (error.retryAfterSeconds !== undefined) headers.set('retry-after', String(error.retryAfterSeconds));
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { http: { status: error.status, headers } },
  });
}
