import type { IncomingHttpHeaders } from 'node:http';
import { isRecord } from '../../../common/is-record.ts';
import type { PersistedOperations } from './persisted-operations.ts';

export interface HttpRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly url: string;
  readonly body: unknown;
}

const nothing = {};

/**
 * The request with the text of the document that it names in place of the name, so that whoever comes after needs to know
 * of texts only; the very same where any document is carried out. @throws as `PersistedOperations.resolve`
 */
export function resolvePersistedQuery(request: HttpRequest, documents: PersistedOperations): HttpRequest {
  return request.method === 'GET' ? resolveInUrl(request, documents) : resolveInBody(request, documents);
}

function resolveInBody(request: HttpRequest, documents: PersistedOperations): HttpRequest {
  const { method, headers, url, body } = request;
  const given: Readonly<Record<string, unknown>> = isRecord(body) ? body : nothing;
  const text = documents.resolve(given);
  if (text === null) return request;
  const { documentId: _, extensions: __, ...others } = given;
  return { method, headers, url, body: { ...others, query: text } };
}

function resolveInUrl(request: HttpRequest, documents: PersistedOperations): HttpRequest {
  const { method, headers, body } = request;
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const text = documents.resolve({
    query: searchParams.get('query'),
    documentId: searchParams.get('documentId'),
    extensions: parsed(searchParams.get('extensions')),
  });
  if (text === null) return request;
  for (const name of ['documentId', 'extensions']) searchParams.delete(name);
  searchParams.set('query', text);
  return { method, headers, url: `${pathname}?${searchParams}`, body };
}

/** What is no JSON stays a text, which is no object. */
function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
