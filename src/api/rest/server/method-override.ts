import type { IncomingHttpHeaders } from 'node:http';
import { type Pairs, urlEncoded } from './form.ts';
import { bareMediaType } from './negotiate.ts';
import { paramNamed } from './request-target.ts';

const overrideName = 'X-Http-Method-Override';

/**
 * Returns the effective method of a request: `X-Http-Method-Override` as header, else as query parameter, else as form
 * field. Unlike in ServiceStack, the query string of a GET cannot override its method: otherwise a link on any page
 * could write.
 *
 * @returns `null` if a field of the form may override the method: see `methodInForm`
 */
export function requestMethod(
  { method, headers }: { readonly method: string; readonly headers: IncomingHttpHeaders },
  query: URLSearchParams,
): string | null {
  const header = headers[overrideName.toLowerCase()];
  if (typeof header === 'string' && header !== '') return header.toUpperCase();
  if (method === 'GET' || method === 'HEAD') return method;
  const inQuery = paramNamed(query, overrideName);
  if (inQuery) return inQuery.toUpperCase();
  return bareMediaType(headers['content-type']) === urlEncoded ? null : method;
}

/** Returns the method that a field of the form names; without one, the method of the request. */
export function methodInForm(form: Pairs, method: string): string {
  return (paramNamed(form, overrideName) ?? method).toUpperCase();
}
