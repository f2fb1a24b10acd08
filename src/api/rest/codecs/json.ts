import type { DtoType } from '../../contract/model.ts';
import { checkJsonShape } from '../../http/body-shape.ts';
import { bind, bindList } from './bind.ts';
import type { Codec } from './codec.ts';
import { jsonWriterOf } from './json-writer.ts';
import { batchOf, malformed, notAnObject } from './malformed.ts';

const MEDIA_TYPE = 'application/json';

/** ServiceStack's JSON in camel case: nulls are omitted, own members come before inherited ones. */
export const json: Codec = {
  format: 'json',
  mediaTypes: [MEDIA_TYPE, 'text/json'],
  contentType: 'application/json; charset=utf-8',
  encode: (value, type, contract) => jsonWriterOf(type, contract)(value),
  decode: (text, type, contract) => {
    const raw = parse(text, type);
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw notAnObject(MEDIA_TYPE, type, text);
    return bind(raw, type, contract);
  },
  decodeList: (text, type, contract) => {
    const raws = parse(text, type);
    return bindList(batchOf(MEDIA_TYPE, type, Array.isArray(raws) ? raws : undefined), type, contract);
  },
};

function parse(text: string, type: DtoType): unknown {
  try {
    checkJsonShape(text);
    return parseExactly(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!/^\s*[[{]/.test(text)) throw notAnObject(MEDIA_TYPE, type, text);
    throw malformed(MEDIA_TYPE, type, error instanceof Error ? error.message : String(error));
  }
}

/** Parses JSON. A number that would change, such as `1.10`, is parsed as its text, which binds to text and to numbers. */
function parseExactly(text: string): unknown {
  const value: unknown = JSON.parse(text);
  let isChanged = false;
  const exact = text.replace(/"(?:[^"\\]+|\\.)*"|-?\d[\d.eE+-]*/g, (token) => {
    if (token.startsWith('"') || String(Number(token)) === token) return token;
    isChanged = true;
    return `"${token}"`;
  });
  return isChanged ? JSON.parse(exact) : value;
}
