import type { TypeRef } from '../../contract/model.ts';
import { type JsvValue, parseJsv } from './jsv-parser.ts';

/**
 * Parses a single text, such as a query parameter or a CSV field, for a type. Scalars stay text; lists may omit their
 * brackets. Text that is not JSV stays text too, so that binding reports it as an invalid value.
 */
export function rawOfText(text: string, type: TypeRef): JsvValue {
  if (type.kind !== 'list' && type.kind !== 'dictionary' && type.kind !== 'dto') return text;
  try {
    return parseJsv(type.kind === 'list' && !text.startsWith('[') ? `[${text}]` : text);
  } catch {
    return text;
  }
}
