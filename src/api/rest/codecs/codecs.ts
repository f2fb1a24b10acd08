import type { Codec, Format } from './codec.ts';
import { csv } from './csv.ts';
import { json } from './json.ts';
import { jsv } from './jsv.ts';
import { xml } from './xml.ts';

/** The codecs of all wire formats, in ServiceStack's order of preference. */
export const codecs: Readonly<Record<Format, Codec>> = { json, xml, jsv, csv };

/** Returns the codec of a media type, which is in lower case and without parameters. */
export function codecOfMediaType(mediaType: string): Codec | undefined {
  return Object.values(codecs).find((codec) => codec.mediaTypes.includes(mediaType));
}
