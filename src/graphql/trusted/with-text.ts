import type { IncomingHttpHeaders } from 'node:http';
import { isRecord } from '../../kernel/is-record.ts';
import type { Documents } from './documents.ts';

export interface HttpRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly url: string;
  readonly body: unknown;
}

const nothing = {};

/**
 * The request with the text of the document that it names in place of the name, so that whoever comes after needs to know
 * of texts only; the very same where any document is carried out. @throws as `Documents.textOf`
 */
export function withText(request: HttpRequest, documents: Documents): HttpRequest {
  return request.method === 'GET' ? withTextInUrl(request, documents) : withTextInBody(request, documents);
}

function withTextInBody(request: HttpRequest, documents: Documents): HttpRequest {
  const { method, headers, url, body } = request;
  const given: Readonly<Record<string, unknown>> = isRecord(body) ? body : nothing;
  const text = documents.textOf(given);
  if (text === null) return request;
  const { documentId: _, extensions: __, ...others } = given;
  return { method, headers, url, body: { ...others, query: text } };
}

function withTextInUrl(request: HttpRequest, documents: Documents): HttpRequest {
  const { method, headers, body } = request;
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const text = documents.textOf({
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
