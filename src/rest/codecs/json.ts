import { allMembers, type Contract, type DtoType, dtoNamed, type TypeRef } from '../../contract/model.ts';
import { bind, bindList } from './bind.ts';
import { checkJsonShape } from './body-shape.ts';
import type { Codec } from './codec.ts';
import { batchOf, malformed, notAnObject } from './malformed.ts';
import { dictionaryEntries, wellFormed, wireText } from './wire-text.ts';

const MEDIA_TYPE = 'application/json';

/** ServiceStack's JSON in camel case: nulls left out, own members before inherited ones. */
export const json: Codec = {
  format: 'json',
  mediaTypes: [MEDIA_TYPE, 'text/json'],
  contentType: 'application/json; charset=utf-8',
  encode: write,
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

/** Written piece by piece and not through an object, which would put keys that look like numbers first. */
function write(value: unknown, type: TypeRef, contract: Contract): string {
  if (value === null || value === undefined) return 'null';
  switch (type.kind) {
    case 'bool':
    case 'int':
    case 'double':
      return JSON.stringify(value);
    case 'string':
    case 'dateTime':
    case 'enum':
      return JSON.stringify(wireText(value));
    case 'list':
      return `[${(value as readonly unknown[]).map((item) => write(item, type.of, contract)).join(',')}]`;
    case 'dictionary':
      return `{${dictionaryEntries(value)
        .filter((entry) => entry.value !== null)
        .map((entry) => `${JSON.stringify(wellFormed(entry.key))}:${JSON.stringify(wireText(entry.value))}`)
        .join(',')}}`;
    case 'dto':
      return writeDto(value as Readonly<Record<string, unknown>>, dtoNamed(contract, type.name), contract);
  }
}

function writeDto(value: Readonly<Record<string, unknown>>, dto: DtoType, contract: Contract): string {
  const members: string[] = [];
  for (const member of allMembers(contract, dto)) {
    const item = value[member.name];
    if (item === null || item === undefined) continue;
    members.push(`${JSON.stringify(member.jsonName)}:${write(item, member.type, contract)}`);
  }
  return `{${members.join(',')}}`;
}

function parse(text: string, type: DtoType): unknown {
  try {
    checkJsonShape(text);
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!/^\s*[[{]/.test(text)) throw notAnObject(MEDIA_TYPE, type, text);
    throw malformed(MEDIA_TYPE, type, error instanceof Error ? error.message : String(error));
  }
}
