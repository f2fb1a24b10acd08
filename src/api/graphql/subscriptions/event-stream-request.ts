import { AppError } from '../../../common/errors/app-error.ts';
import { isRecord } from '../../../common/is-record.ts';
import type { HttpRequest } from '../persisted-operations/resolve-persisted-query.ts';
import type { OperationRequest } from './prepare-operation.ts';

/** What of an HTTP request is the operation. @throws BAD_USER_INPUT */
export function readOperationRequest({ method, url, body }: HttpRequest): OperationRequest {
  const given = method === 'GET' ? paramsOf(url) : body;
  if (!isRecord(given) || typeof given.query !== 'string') throw malformed('query has to be a text.');
  const { operationName = null, variables = null } = given;
  if (operationName !== null && typeof operationName !== 'string') throw malformed('operationName has to be a text.');
  if (variables !== null && !isRecord(variables)) throw malformed('variables have to be an object.');
  return { query: given.query, operationName, variables };
}

function paramsOf(url: string): Record<string, unknown> {
  const params = Object.fromEntries(new URL(url, 'http://localhost').searchParams);
  if (params.variables === undefined) return params;
  try {
    return { ...params, variables: JSON.parse(params.variables) };
  } catch {
    throw malformed('variables have to be JSON.');
  }
}

function malformed(message: string): AppError {
  return new AppError('BAD_USER_INPUT', message);
}
