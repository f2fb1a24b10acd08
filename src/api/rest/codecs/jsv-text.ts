import type { TypeRef } from '../../contract/model.ts';
import { type JsvValue, parseJsv } from './jsv-parser.ts';

/**
 * What a lone text (a query parameter, a CSV field) holds for a type: strings are taken as they are, lists may come
 * without their brackets. Text that is no JSV stays text, so that binding names it as the bad value it is.
 */
export function rawOfText(text: string, type: TypeRef): JsvValue {
  if (type.kind !== 'list' && type.kind !== 'dictionary' && type.kind !== 'dto') return text;
  try {
    return parseJsv(type.kind === 'list' && !text.startsWith('[') ? `[${text}]` : text);
  } catch {
    return text;
  }
}
