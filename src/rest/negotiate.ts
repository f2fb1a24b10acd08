import Negotiator from 'negotiator';
import { type Door, type Format, formats } from './door.ts';

/** What a request says about formats, besides its path. */
export interface FormatHints {
  readonly accept: string | undefined;
  readonly contentType: string | undefined;
  readonly query: URLSearchParams;
}

/** Media types of each format; the first is the one that counts as its name. */
const mediaTypes: Record<Format, readonly string[]> = {
  json: ['application/json', 'text/json'],
  html: ['text/html'],
  xml: ['application/xml', 'text/xml'],
  jsv: ['application/jsv', 'text/jsv'],
  csv: ['text/csv'],
};

const allMediaTypes = formats.flatMap((format) => mediaTypes[format]);

/** The format of the answer; there is always one. On a pre-defined route headers have no say. */
export function responseFormat(door: Pick<Door, 'predefined' | 'suffix'> | null, hints: FormatHints): Format {
  const asked = formatNamed(hints.query.get('format'));
  if (door?.predefined) {
    if (hints.query.has('callback')) return 'json';
    return asked ?? door.suffix ?? door.predefined.format;
  }
  if (door?.suffix) return door.suffix;
  if (hints.query.has('callback')) return 'json';
  return asked ?? acceptedFormat(hints) ?? 'json';
}

/** The format a media type names, `null` for one that is not read or written here. */
export function formatOfMediaType(contentType: string | undefined): Format | null {
  const bare = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  return formats.find((format) => mediaTypes[format].includes(bare)) ?? null;
}

function formatNamed(name: string | null): Format | null {
  // what follows a dot is a modifier of ServiceStack's
  const bare = name?.split('.')[0]?.toLowerCase();
  return formats.find((format) => format === bare) ?? null;
}

function acceptedFormat({ accept, contentType }: FormatHints): Format | null {
  if (accept === undefined || accept.trim() === '' || accept.trim() === '*/*') {
    const sent = formatOfMediaType(contentType);
    return sent === 'html' ? null : sent;
  }
  const [best] = new Negotiator({ headers: { accept } }).mediaTypes(allMediaTypes);
  return best === undefined ? null : formatOfMediaType(best);
}
