import Negotiator from 'negotiator';
import { codecs } from '../codecs/codecs.ts';
import { paramNamed, type RequestTarget, type ResponseFormat, responseFormats } from './request-target.ts';

/** What the headers of a request say about formats. */
export interface FormatHints {
  readonly accept: string | undefined;
  readonly contentType: string | undefined;
}

export interface NegotiatedFormat {
  readonly format: ResponseFormat;
  /** The function of a page that is to be called with the JSON. */
  readonly callback: string | null;
}

const mediaTypesOf = (format: ResponseFormat): readonly string[] =>
  format === 'html' ? ['text/html'] : codecs[format].mediaTypes;

const formatsByMediaType: ReadonlyMap<string, ResponseFormat> = new Map(
  responseFormats.flatMap((format) => mediaTypesOf(format).map((mediaType) => [mediaType, format])),
);
const allMediaTypes = [...formatsByMediaType.keys()];

/** How the answer is to be written; there is always a way. On a pre-defined route headers have no say. */
export function negotiate({ predefined, suffix, query }: RequestTarget, hints: FormatHints): NegotiatedFormat {
  const requested = formatNamed(paramNamed(query, 'format'));
  const callback = callbackName(query);
  if (predefined) {
    return callback ? { format: 'json', callback } : plain(requested ?? suffix ?? predefined.format);
  }
  if (suffix && suffix !== 'json') return plain(suffix);
  return callback ? { format: 'json', callback } : plain(suffix ?? requested ?? acceptedFormat(hints) ?? 'json');
}

/** The media type of a header without its parameters, in lower case. */
export function bareMediaType(contentType: string | undefined): string {
  if (contentType === undefined) return '';
  const end = contentType.indexOf(';');
  return (end === -1 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
}

/** Whether a Content-Type names a media type at all. */
export function isMediaType(contentType: string | undefined): boolean {
  return /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(;|$)/.test(contentType ?? '');
}

const plain = (format: ResponseFormat): NegotiatedFormat => ({ format, callback: null });

/** What is no name would be code of the sender's in the page. */
function callbackName(query: URLSearchParams): string | null {
  const name = paramNamed(query, 'callback');
  return name !== undefined && /^[\w$.]{1,128}$/.test(name) ? name : null;
}

function formatNamed(name: string | undefined): ResponseFormat | null {
  // what follows a dot is a modifier of ServiceStack's
  const bare = name?.split('.')[0]?.toLowerCase();
  return responseFormats.find((format) => format === bare) ?? null;
}

function acceptedFormat({ accept, contentType }: FormatHints): ResponseFormat | null {
  if (accept === undefined || accept.trim() === '' || accept.trim() === '*/*') {
    const sent = formatOfMediaType(bareMediaType(contentType));
    return sent === 'html' ? null : sent;
  }
  const exact = formatOfMediaType(accept);
  if (exact) return exact;
  const [best] = new Negotiator({ headers: { accept: withoutParameters(accept) } }).mediaTypes(allMediaTypes);
  return best === undefined ? null : formatOfMediaType(best);
}

/** A charset asks for nothing that would not be given anyway; only the weights count. */
function withoutParameters(accept: string): string {
  return accept.replaceAll(/;\s*(?!q=)[^;,]*/gi, '');
}

function formatOfMediaType(mediaType: string): ResponseFormat | null {
  return formatsByMediaType.get(mediaType) ?? null;
}
