import type { Codec, Format } from './codec.ts';
import { csv } from './csv.ts';
import { json } from './json.ts';
import { jsv } from './jsv.ts';
import { xml } from './xml.ts';

/** Every wire format, in the order ServiceStack prefers and lists them. */
export const codecs: Readonly<Record<Format, Codec>> = { json, xml, jsv, csv };

/** The codec that reads and writes a media type, given in lower case and without parameters. */
export function codecOfMediaType(mediaType: string): Codec | undefined {
  return Object.values(codecs).find((codec) => codec.mediaTypes.includes(mediaType));
}
