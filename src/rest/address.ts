import type { Format } from './codecs/codec.ts';

/** What an answer can be written in: the formats that are read too, and a page to look at. */
export type AnswerFormat = Format | 'html';

export const answerFormats = ['json', 'html', 'xml', 'jsv', 'csv'] as const satisfies readonly AnswerFormat[];

/** What a request target says by itself, whether or not there is such an operation. */
export interface Address {
  /** Of the path, decoded; empty ones are dropped, and from the last one what it says about format and batch. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  /** `null` on a route of an operation's own: there headers decide. */
  readonly predefined: { readonly operation: string; readonly format: Format } | null;
  /** The format named by a suffix of the path. */
  readonly suffix: AnswerFormat | null;
  /** The body is a list of requests. */
  readonly batch: boolean;
}

/** @param target of the request line: never fails, whatever stands there */
export function readAddress(target: string): Address {
  // not by URL, which takes `//x` for a host and `\` for a slash, resolves `..`, and refuses some targets
  const [, path = '', query = ''] = /^(?:[a-z]+:\/\/[^/?#]*)?([^?#]*)\??([^#]*)/i.exec(target) ?? [];
  const segments = path.split('/').filter((segment) => segment !== '');
  const { name, suffix, batch } = splitName(decode(segments.at(-1) ?? ''));
  const named = [...segments.slice(0, -1).map(decode), name];
  return { segments: named, query: new URLSearchParams(query), predefined: predefinedOf(named), suffix, batch };
}

/** The value of a query or form parameter, its name in any case; the first of several. */
export function paramNamed(pairs: Iterable<readonly [string, string]>, name: string): string | undefined {
  return [...pairs].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

function predefinedOf(segments: readonly string[]): Address['predefined'] {
  const [first = '', second = ''] = segments.map((segment) => segment.toLowerCase());
  const operation = segments.at(-1) ?? '';
  if (segments.length === 2) return first === 'api' ? { operation, format: 'json' } : null;
  const format = answerFormats.find((known) => known === first);
  const isReply = segments.length === 3 && (second === 'reply' || second === 'oneway');
  return isReply && format && format !== 'html' ? { operation, format } : null;
}

/** `NewSession.xml` and `NewSession[]`: the name, the format and whether many are meant. */
function splitName(text: string): { name: string; suffix: AnswerFormat | null; batch: boolean } {
  const dot = text.lastIndexOf('.');
  const suffix = (dot > 0 && answerFormats.find((format) => format === text.slice(dot + 1).toLowerCase())) || null;
  const name = suffix ? text.slice(0, dot) : text;
  const batch = name.endsWith('[]');
  return { name: batch ? name.slice(0, -2) : name, suffix, batch };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
