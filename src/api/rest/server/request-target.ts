import type { Format } from '../codecs/codec.ts';

/** What an answer can be written in: the formats that are read too, and a page to look at. */
export type ResponseFormat = Format | 'html';

export const responseFormats = ['json', 'html', 'xml', 'jsv', 'csv'] as const satisfies readonly ResponseFormat[];

/** What a request target says by itself, whether or not there is such an operation. */
export interface RequestTarget {
  /** Of the path, decoded; empty ones are dropped, and from the last one what it says about format and batch. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  /** `null` on a route of an operation's own: there headers decide. */
  readonly predefined: { readonly operation: string; readonly format: Format } | null;
  /** The format named by a suffix of the path. */
  readonly suffix: ResponseFormat | null;
  /** The body is a list of requests. */
  readonly batch: boolean;
}

/** @param target of the request line: never fails, whatever stands there */
export function parseTarget(target: string): RequestTarget {
  const { path, query } = partsOf(target);
  const segments = path.split('/').filter((segment) => segment !== '');
  for (const [at, segment] of segments.entries()) segments[at] = decode(segment);
  const last = Math.max(segments.length - 1, 0);
  const { name, suffix, batch } = splitName(segments[last] ?? '');
  segments[last] = name;
  const params = query === '' ? noParams : new URLSearchParams(query);
  return { segments, query: params, predefined: predefinedOf(segments), suffix, batch };
}

/** Nobody writes to it. */
const noParams = new URLSearchParams();

/** Not by URL, which takes `//x` for a host and `\` for a slash, resolves `../../..`, and refuses some targets. */
function partsOf(target: string): { path: string; query: string } {
  const [whole = ''] = target.split('#', 1);
  const mark = whole.indexOf('?');
  const before = mark === -1 ? whole : whole.slice(0, mark);
  // a target may name the host as well
  const path = before.startsWith('/') ? before : before.replace(/^[a-z]+:\/\/[^/]*/i, '');
  return { path, query: mark === -1 ? '' : whole.slice(mark + 1) };
}

/** The value of a query or form parameter, its name in any case; the first of several. */
export function paramNamed(pairs: Iterable<readonly [string, string]>, name: string): string | undefined {
  for (const [key, value] of pairs) if (key.toLowerCase() === name.toLowerCase()) return value;
  return undefined;
}

function predefinedOf(segments: readonly string[]): RequestTarget['predefined'] {
  const operation = segments.at(-1) ?? '';
  const first = segments[0]?.toLowerCase();
  if (segments.length === 2) return first === 'api' ? { operation, format: 'json' } : null;
  if (segments.length !== 3) return null;
  const format = responseFormats.find((known) => known === first);
  const second = segments[1]?.toLowerCase();
  const isReply = second === 'reply' || second === 'oneway';
  return isReply && format && format !== 'html' ? { operation, format } : null;
}

/** `NewSession.xml` and `NewSession[]`: the name, the format and whether many are meant. */
function splitName(text: string): { name: string; suffix: ResponseFormat | null; batch: boolean } {
  const dot = text.lastIndexOf('.');
  const suffix = (dot > 0 && responseFormats.find((format) => format === text.slice(dot + 1).toLowerCase())) || null;
  const name = suffix ? text.slice(0, dot) : text;
  const batch = name.endsWith('[]');
  return { name: batch ? name.slice(0, -2) : name, suffix, batch };
}

function decode(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
