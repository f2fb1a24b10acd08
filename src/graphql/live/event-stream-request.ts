import { AppError } from '../../kernel/app-error.ts';
import type { OperationRequest } from './prepare-operation.ts';

/** What of an HTTP request is the operation. @throws BAD_USER_INPUT */
export function readOperationRequest(method: string, query: unknown, body: unknown): OperationRequest {
  const given = method === 'GET' ? withParsed(query, 'variables') : body;
  if (!isObject(given) || typeof given.query !== 'string') throw malformed('query has to be a text.');
  const { operationName = null, variables = null } = given;
  if (operationName !== null && typeof operationName !== 'string') throw malformed('operationName has to be a text.');
  if (variables !== null && !isObject(variables)) throw malformed('variables have to be an object.');
  return { query: given.query, operationName, variables };
}

function withParsed(query: unknown, name: string): unknown {
  if (!isObject(query) || typeof query[name] !== 'string') return query;
  try {
    return { ...query, [name]: JSON.parse(query[name]) };
  } catch {
    throw malformed(`${name} have to be JSON.`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(message: string): AppError {
  return new AppError('BAD_USER_INPUT', message);
}
