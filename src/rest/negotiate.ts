import Negotiator from 'negotiator';
import { codecs } from './codecs/codecs.ts';
import { type AnswerFormat, answerFormats, type Door } from './door.ts';

/** What a request says about formats, besides its path. */
export interface FormatHints {
  readonly accept: string | undefined;
  readonly contentType: string | undefined;
  readonly query: URLSearchParams;
}

const mediaTypesOf = (format: AnswerFormat): readonly string[] =>
  format === 'html' ? ['text/html'] : codecs[format].mediaTypes;

const allMediaTypes = answerFormats.flatMap(mediaTypesOf);

/** The format of the answer; there is always one. On a pre-defined route headers have no say. */
export function responseFormat(door: Pick<Door, 'predefined' | 'suffix'> | null, hints: FormatHints): AnswerFormat {
  const isJsonp = hints.query.has('callback');
  const asked = formatNamed(hints.query.get('format'));
  if (door?.predefined) return isJsonp ? 'json' : (asked ?? door.suffix ?? door.predefined.format);
  return door?.suffix ?? (isJsonp ? 'json' : (asked ?? acceptedFormat(hints) ?? 'json'));
}

/** The media type of a header without its parameters, in lower case. */
export function bareMediaType(contentType: string | undefined): string {
  return contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
}

function formatNamed(name: string | null): AnswerFormat | null {
  // what follows a dot is a modifier of ServiceStack's
  const bare = name?.split('.')[0]?.toLowerCase();
  return answerFormats.find((format) => format === bare) ?? null;
}

function acceptedFormat({ accept, contentType }: FormatHints): AnswerFormat | null {
  if (accept === undefined || accept.trim() === '' || accept.trim() === '*/*') {
    const sent = formatOfMediaType(bareMediaType(contentType));
    return sent === 'html' ? null : sent;
  }
  const [best] = new Negotiator({ headers: { accept } }).mediaTypes(allMediaTypes);
  return best === undefined ? null : formatOfMediaType(best);
}

function formatOfMediaType(mediaType: string): AnswerFormat | null {
  return answerFormats.find((format) => mediaTypesOf(format).includes(mediaType)) ?? null;
}
