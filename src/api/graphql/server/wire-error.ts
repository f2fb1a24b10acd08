import { HeaderMap } from '@apollo/server';
import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError, type GraphQLSchema, isValueNode } from 'graphql';
import { AppError } from '../../../common/errors/app-error.ts';
import { maskedError } from '../../../common/errors/masked-error.ts';
import { type InputError, withInputPaths } from './input-path.ts';

const apolloCodes = new Set<unknown>(Object.values(ApolloServerErrorCode));

/** Ids of the requests that failed, by error. Clients quote the id, and the log contains it. */
const requestIds = new WeakMap<object, string>();

export function attachRequestId(error: unknown, requestId: string): void {
  requestIds.set(Object(error), requestId);
}

/** Finds the AppError behind an error that a resolver, a validation rule or a check before execution threw. */
export function findAppError(error: unknown): AppError | null {
  const original = unwrapResolverError(error);
  if (original instanceof AppError) return original;
  return original instanceof GraphQLError && original.originalError instanceof AppError ? original.originalError : null;
}

/** Whether clients may see an error: an AppError or an error of GraphQL itself, but no internal error. */
export function isExpected(error: unknown): boolean {
  const appError = findAppError(error);
  if (appError) return appError.code !== 'INTERNAL_SERVER_ERROR';
  const original = unwrapResolverError(error);
  if (!(original instanceof GraphQLError)) return false;
  return isArgumentError(original) || (apolloCodes.has(original.extensions.code) && !isInternal(original));
}

/**
 * Whether graphql-js refused an argument during execution, such as null for a non-null argument with a default.
 * graphql-js sets no code; unlike all other errors of execution, this one is located at a value and not at a field.
 */
function isArgumentError({ nodes, extensions: { code = ApolloServerErrorCode.INTERNAL_SERVER_ERROR } }: GraphQLError) {
  const [node] = nodes ?? [];
  return code === ApolloServerErrorCode.INTERNAL_SERVER_ERROR && node !== undefined && isValueNode(node);
}

function isInternal(error: GraphQLError): boolean {
  return error.extensions.code === ApolloServerErrorCode.INTERNAL_SERVER_ERROR;
}

/** Returns the error code that the client sees. */
export function codeOf(error: unknown): string {
  if (!isExpected(error)) return 'INTERNAL_SERVER_ERROR';
  const appError = findAppError(error);
  if (appError) return appError.code;
  const original = unwrapResolverError(error);
  if (!(original instanceof GraphQLError)) return 'INTERNAL_SERVER_ERROR';
  return isArgumentError(original) ? 'BAD_USER_INPUT' : String(original.extensions.code);
}

/** What errors of GraphQL are formatted for. */
export interface ErrorFormat {
  readonly schema: GraphQLSchema;
  /** Removes suggested names from messages; set in production. */
  readonly hideSchemaDetails: boolean;
}

/** The names that graphql-js suggests at the end of a message, for a name or an enum value that does not exist. */
const suggestion = / ?Did you mean [^?]*\?$/;

/**
 * Formats an error for a GraphQL client; never throws. An AppError keeps its code and its validation errors, which get
 * their paths into the input; errors of GraphQL itself are unchanged, and any other error is masked, with the id of the
 * failed request.
 */
export function toWireError(
  formatted: GraphQLFormattedError,
  error: unknown,
  { schema, hideSchemaDetails }: ErrorFormat,
): GraphQLFormattedError {
  const appError = findAppError(error);
  if (isExpected(error) && !appError) {
    const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
    const message = hideSchemaDetails ? formatted.message.replace(suggestion, '') : formatted.message;
    return { ...formatted, message, extensions: { ...extensions, code: codeOf(error) } };
  }
  const known = appError && isExpected(error) ? appError : maskedError(requestIdOf(error));
  const { locations, path } = formatted;
  const errors = error instanceof GraphQLError ? withInputPaths(known.errors, error, schema) : known.errors;
  return {
    message: known.message,
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: toExtensions(known, errors),
  };
}

function requestIdOf(error: unknown): string {
  return requestIds.get(Object(error)) ?? requestIds.get(Object(unwrapResolverError(error))) ?? 'unknown';
}

/** Converts an AppError to the `extensions` of a GraphQL error. */
export function toExtensions(
  { code, errors: unlocated, retryAfterSeconds, cursor }: AppError,
  errors: readonly InputError[] = unlocated,
): Record<string, unknown> {
  return {
    code,
    ...(errors.length > 0 && { errors }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(cursor !== undefined && { cursor }),
  };
}

/**
 * Converts an AppError thrown before execution to a GraphQLError whose status and headers Apollo Server copies to the
 * HTTP response. Other errors are returned unchanged.
 */
export function toGraphQLError(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const headers = new HeaderMap();
  if (error.retryAfterSeconds !== undefined) headers.set('retry-after', String(error.retryAfterSeconds));
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { http: { status: error.status, headers } },
  });
}
