import type { IncomingHttpHeaders } from 'node:http';
import { bareMediaType } from './negotiate.ts';
import { readForm } from './read-request.ts';
import { paramNamed } from './request-target.ts';

const overrideName = 'X-Http-Method-Override';
const form = 'application/x-www-form-urlencoded';

/**
 * The method that is meant: `X-Http-Method-Override` as header, else as query parameter, else as form field. A GET is
 * not turned into another method by its address alone, where ServiceStack would: any link on any page could then write.
 */
export function requestMethod(
  { method, headers }: { readonly method: string; readonly headers: IncomingHttpHeaders },
  query: URLSearchParams,
  body: Buffer | null,
): string | Promise<string> {
  const header = headers[overrideName.toLowerCase()];
  if (typeof header === 'string' && header !== '') return header.toUpperCase();
  if (method === 'GET' || method === 'HEAD') return method;
  const inQuery = paramNamed(query, overrideName);
  if (inQuery) return inQuery.toUpperCase();
  const contentType = headers['content-type'];
  return body && bareMediaType(contentType) === form ? methodInForm(body, contentType ?? '', method) : method;
}

async function methodInForm(body: Buffer, contentType: string, method: string): Promise<string> {
  return (paramNamed(await readForm(body, contentType), overrideName) ?? method).toUpperCase();
}
