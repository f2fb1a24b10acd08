import { AppError } from '../../../common/errors/app-error.ts';
import { isRecord } from '../../../common/is-record.ts';
import type { HttpRequest } from '../persisted-operations/resolve-persisted-query.ts';
import type { OperationRequest } from './prepare-operation.ts';

/**
 * Reads the GraphQL operation from an HTTP request.
 *
 * @throws BAD_USER_INPUT when a field of the request is missing or malformed
 */
export function readOperationRequest({ method, url, body }: HttpRequest): OperationRequest {
  const given = method === 'GET' ? paramsOf(url) : body;
  if (!isRecord(given) || typeof given.query !== 'string') throw malformed('query must be a string.');
  const { operationName = null, variables = null } = given;
  if (operationName !== null && typeof operationName !== 'string') throw malformed('operationName must be a string.');
  if (variables !== null && !isRecord(variables)) throw malformed('variables must be an object.');
  return { query: given.query, operationName, variables };
}

function paramsOf(url: string): Record<string, unknown> {
  const params = Object.fromEntries(new URL(url, 'http://localhost').searchParams);
  // an empty parameter counts as absent
  if (!params.variables) return { ...params, variables: null };
  try {
    return { ...params, variables: JSON.parse(params.variables) };
  } catch {
    throw malformed('variables must be JSON.');
  }
}

function malformed(message: string): AppError {
  return new AppError('BAD_USER_INPUT', message);
}
