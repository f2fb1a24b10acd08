import type { Format } from '../codecs/codec.ts';

/** A format of responses: the formats of the codecs, JSON Lines, and an HTML page for browsers. */
export type ResponseFormat = Format | 'jsonl' | 'html';

export const responseFormats = [
  'json',
  'html',
  'xml',
  'jsv',
  'csv',
  'jsonl',
] as const satisfies readonly ResponseFormat[];

/** A parsed request target. The operation in it need not exist. */
export interface RequestTarget {
  /** The decoded, non-empty segments of the path; the last one without its format suffix and `[]`. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  /** The parameters of the query string that have a value. ServiceStack's clients send null as a name without `=`. */
  readonly assigned: URLSearchParams;
  /** The operation and format of a pre-defined route; `null` on any other route, where headers select the format. */
  readonly predefined: { readonly operation: string; readonly format: Format | 'jsonl' } | null;
  /** The format named by a suffix of the path. */
  readonly suffix: ResponseFormat | null;
  /** Whether the body is a list of requests. */
  readonly batch: boolean;
}

/**
 * Parses a request target. Never throws.
 *
 * @param target the target of the request line
 */
export function parseTarget(target: string): RequestTarget {
  const { path, query } = partsOf(target);
  const segments = path.split('/').filter((segment) => segment !== '');
  for (const [at, segment] of segments.entries()) segments[at] = decode(segment);
  const last = Math.max(segments.length - 1, 0);
  const { name, suffix, batch } = splitName(segments[last] ?? '');
  segments[last] = name;
  const params = query === '' ? noParams : new URLSearchParams(query);
  const assigned = bareName.test(query) ? new URLSearchParams(assignmentsIn(query)) : params;
  return { segments, query: params, assigned, predefined: predefinedOf(segments), suffix, batch };
}

/** Matches a query string that has a name without `=`. */
const bareName = /(^|&)[^=&]+(&|$)/;

function assignmentsIn(query: string): string {
  return query
    .split('&')
    .filter((pair) => pair.includes('='))
    .join('&');
}

/** Shared by all requests without a query string; never modified. */
const noParams = new URLSearchParams();

/**
 * Splits a target into path and query string. `URL` is not used: it reads `//x` as a host and `\` as a slash, resolves
 * `../../..`, and throws for some targets.
 */
function partsOf(target: string): { path: string; query: string } {
  const [whole = ''] = target.split('#', 1);
  const mark = whole.indexOf('?');
  const before = mark === -1 ? whole : whole.slice(0, mark);
  // a target in absolute form starts with scheme and host
  const path = before.startsWith('/') ? before : before.replace(/^[a-z]+:\/\/[^/]*/i, '');
  return { path, query: mark === -1 ? '' : whole.slice(mark + 1) };
}

/** Returns the value of a query or form parameter, ignoring the case of its name; the first one of several. */
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

/** Splits a segment such as `NewSession.xml` or `NewSession[]` into name, format suffix and batch marker. */
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
