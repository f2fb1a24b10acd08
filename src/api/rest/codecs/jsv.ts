import { allMembers, type Contract, type DtoType, dtoNamed, type TypeRef } from '../../contract/model.ts';
import { bind, bindList } from './bind.ts';
import type { Codec } from './codec.ts';
import { enumText } from './enum-text.ts';
import { type JsvValue, parseJsv } from './jsv-parser.ts';
import { batchOf, malformed, notAnObject } from './malformed.ts';
import { quoted } from './quoted-text.ts';
import { dictionaryEntries, wellFormed, wireText } from './wire-text.ts';

const MEDIA_TYPE = 'application/jsv';

/** ServiceStack's JSV: like JSON, but with quotes only where text needs them. */
export const jsv: Codec = {
  format: 'jsv',
  mediaTypes: [MEDIA_TYPE, 'text/jsv'],
  contentType: MEDIA_TYPE,
  encode: writeJsv,
  decode: (text, type, contract) => {
    if (!/^\uFEFF?\s*\{/.test(text)) throw notAnObject(MEDIA_TYPE, type, text);
    return bind(parse(text, type) as object, type, contract);
  },
  decodeList: (text, type, contract) => {
    const raws = /^\uFEFF?\s*\[/.test(text) ? (parse(text, type) as JsvValue[]) : undefined;
    return bindList(batchOf(MEDIA_TYPE, type, raws), type, contract);
  },
};

/** Writes a value as JSV, also for a field of CSV. Null is written as empty text. */
export function writeJsv(value: unknown, type: TypeRef, contract: Contract): string {
  if (value === null || value === undefined) return '';
  switch (type.kind) {
    case 'bool':
      return value ? 'True' : 'False';
    case 'int':
    case 'double':
      return String(value);
    case 'enum':
      return enumText(value, type.name, contract);
    case 'string':
    case 'dateTime':
      return writeText(wireText(value));
    case 'list':
      return `[${(value as readonly unknown[]).map((item) => writeJsv(item, type.of, contract)).join(',')}]`;
    case 'dictionary':
      return `{${dictionaryEntries(value)
        .filter((entry) => entry.value !== null)
        .map((entry) => `${writeText(wellFormed(entry.key))}:${writeText(wireText(entry.value))}`)
        .join(',')}}`;
    case 'dto':
      return writeDto(value as Readonly<Record<string, unknown>>, dtoNamed(contract, type.name), contract);
  }
}

function writeDto(value: Readonly<Record<string, unknown>>, dto: DtoType, contract: Contract): string {
  const members = allMembers(contract, dto).flatMap((member) => {
    const item = value[member.name];
    return item === null || item === undefined ? [] : `${member.jsonName}:${writeJsv(item, member.type, contract)}`;
  });
  return `{${members.join(',')}}`;
}

/** Writes text, quoted where needed. Text that starts with whitespace is quoted too, because some parsers skip it. */
function writeText(text: string): string {
  return text === '' || /[":,{}[\]\r\n]|^\s/.test(text) ? quoted(text) : text;
}

function parse(text: string, type: DtoType): JsvValue {
  try {
    return parseJsv(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw malformed(MEDIA_TYPE, type, error instanceof Error ? error.message : String(error));
  }
}
