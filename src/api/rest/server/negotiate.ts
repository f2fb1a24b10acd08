import Negotiator from 'negotiator';
import { shortAccept } from '../../http/accept-header.ts';
import { codecs } from '../codecs/codecs.ts';
import { jsonl } from '../codecs/jsonl.ts';
import { paramNamed, type RequestTarget, type ResponseFormat, responseFormats } from './request-target.ts';

/** The headers of a request that select a format. */
export interface FormatHints {
  readonly accept: string | undefined;
  readonly contentType: string | undefined;
}

export interface NegotiatedFormat {
  readonly format: ResponseFormat;
  /** The JSONP callback, if any. */
  readonly callback: string | null;
}

const mediaTypesOf = (format: ResponseFormat): readonly string[] =>
  format === 'html' ? ['text/html'] : format === 'jsonl' ? jsonl.mediaTypes : codecs[format].mediaTypes;

const formatsByMediaType: ReadonlyMap<string, ResponseFormat> = new Map(
  responseFormats.flatMap((format) => mediaTypesOf(format).map((mediaType) => [mediaType, format])),
);

/** The media types of responses. */
const offered = responseFormats.flatMap((format) => mediaTypesOf(format).slice(0, 1));

/** Selects the format of a response, JSON by default. On pre-defined routes the headers are ignored. */
export function negotiate({ predefined, suffix, query }: RequestTarget, hints: FormatHints): NegotiatedFormat {
  const requested = formatNamed(paramNamed(query, 'format'));
  const callback = callbackName(query);
  if (predefined) {
    return callback ? { format: 'json', callback } : plain(requested ?? suffix ?? predefined.format);
  }
  if (suffix && suffix !== 'json') return plain(suffix);
  return callback ? { format: 'json', callback } : plain(suffix ?? requested ?? acceptedFormat(hints) ?? 'json');
}

/** Returns the media type of a Content-Type header without its parameters, in lower case. */
export function bareMediaType(contentType: string | undefined): string {
  if (contentType === undefined) return '';
  const end = contentType.indexOf(';');
  return (end === -1 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
}

/** Whether a Content-Type header has the syntax of a media type. */
export function isMediaType(contentType: string | undefined): boolean {
  return /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(;|$)/.test(contentType ?? '');
}

const plain = (format: ResponseFormat): NegotiatedFormat => ({ format, callback: null });

/** Returns the JSONP callback if it is a plain name. Any other text would inject code into the calling page. */
function callbackName(query: URLSearchParams): string | null {
  const name = paramNamed(query, 'callback');
  return name !== undefined && /^[\w$.]{1,128}$/.test(name) ? name : null;
}

function formatNamed(name: string | undefined): ResponseFormat | null {
  // ServiceStack allows a modifier after a dot
  const bare = name?.split('.')[0]?.toLowerCase();
  return responseFormats.find((format) => format === bare) ?? null;
}

function acceptedFormat({ accept: header = '', contentType }: FormatHints): ResponseFormat | null {
  const accept = shortAccept(header);
  const exact = formatOfMediaType(accept);
  if (exact) return exact;
  const ranges = normalized(accept);
  if (acceptsAll.test(ranges)) {
    const sent = formatOfMediaType(bareMediaType(contentType));
    return sent === 'html' ? null : sent;
  }
  const [best] = new Negotiator({ headers: { accept: ranges } }).mediaTypes(offered);
  return best === undefined ? null : formatOfMediaType(best);
}

/** An absent header, or the range of all media types with a quality above 0. */
const acceptsAll = /^\s*(\*\/\*\s*(;q=(1|0\.0*[1-9])[^,]*)?)?$/;

/** A media type or range in an Accept header, or a parameter with its value, which may be quoted. */
const rangeOrParameter = /[^\s,;"/]+\/[^\s,;"]+|;\s*([^\s,;="]*)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^\s,;"]*))?/g;

/**
 * Normalizes an Accept header for the negotiator. Parameters other than `q`, such as `charset`, are removed, because
 * they do not change the response; synonyms such as `text/xml` are replaced by the media type of the response.
 */
function normalized(accept: string): string {
  return accept.replace(rangeOrParameter, (token, name: string | undefined, value: string | undefined) => {
    if (name !== undefined) return name.toLowerCase() === 'q' ? `;q=${value}` : '';
    const format = formatOfMediaType(token.toLowerCase());
    return format ? (mediaTypesOf(format)[0] ?? token) : token;
  });
}

function formatOfMediaType(mediaType: string): ResponseFormat | null {
  return formatsByMediaType.get(mediaType) ?? null;
}
