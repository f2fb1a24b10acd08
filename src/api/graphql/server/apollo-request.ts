import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import { isRecord } from '../../../common/is-record.ts';
import type { HttpRequest } from '../persisted-operations/resolve-persisted-query.ts';

/** Parameters that count as absent when they are empty, as urql and GraphQL clients for curl send them. */
const optionalParameters = ['operationName', 'variables', 'extensions'] as const;

/** Converts a request for Apollo Server. */
export function apolloRequestOf({ method, headers, url, body }: HttpRequest): HTTPGraphQLRequest {
  return { method, headers: headersOf(headers), search: searchOf(url), body: bodyOf(body) };
}

function searchOf(url: string): string {
  const { search, searchParams } = new URL(url, 'http://localhost');
  const empty = optionalParameters.filter((name) => searchParams.get(name) === '');
  if (empty.length === 0) return search;
  for (const name of empty) searchParams.delete(name);
  return `?${searchParams}`;
}

function bodyOf(body: unknown): unknown {
  if (!isRecord(body) || body.operationName !== '') return body ?? {};
  const { operationName: _, ...others } = body;
  return others;
}

/**
 * Copies the headers. Credentials that no page of another site can send mark the request as safe for Apollo's CSRF
 * prevention; cookies and Basic authentication do not, because browsers add these by themselves.
 */
function headersOf(given: HttpRequest['headers']): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  if (given['x-api-key'] || /^bearer /i.test(given.authorization ?? ''))
    headers.set('apollo-require-preflight', 'true');
  return headers;
}
