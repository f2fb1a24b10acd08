import { needsNoEscapes } from '../../../common/plain-text.ts';
import { allMembers, type Contract, dtoNamed, type TypeRef } from '../../contract/model.ts';
import { memoizePerContract } from './memoize-per-contract.ts';
import { dictionaryEntries, wellFormed, wireText } from './wire-text.ts';

/** Writes a value of one type. */
type JsonWriter = (value: unknown) => string;

interface WrittenMember {
  readonly name: string;
  /** What stands before its value if it is the first of its object, and if it is not. */
  readonly asFirst: string;
  readonly asNext: string;
  readonly write: JsonWriter;
}

/** @returns what writes values of a type of the contract */
export const jsonWriterOf: (type: TypeRef, contract: Contract) => JsonWriter = memoizePerContract((type, contract) => {
  const write = presentWriter(type, contract);
  return (value) => (value === null || value === undefined ? 'null' : write(value));
});

function presentWriter(type: TypeRef, contract: Contract): JsonWriter {
  switch (type.kind) {
    case 'bool':
    case 'int':
    case 'double':
      return JSON.stringify;
    case 'string':
    case 'dateTime':
    case 'enum':
      return writeText;
    case 'list': {
      const write = jsonWriterOf(type.of, contract);
      return (items) => `[${(items as readonly unknown[]).map(write).join(',')}]`;
    }
    case 'dictionary':
      return writeDictionary;
    case 'dto': {
      let members: readonly WrittenMember[] | undefined;
      return (value) => {
        // not before: a type may have members of its own type
        members ??= writtenMembers(type.name, contract);
        return writeMembers(value as Readonly<Record<string, unknown>>, members);
      };
    }
  }
}

function writtenMembers(typeName: string, contract: Contract): WrittenMember[] {
  return allMembers(contract, dtoNamed(contract, typeName)).map(({ name, jsonName, type }) => {
    const key = `${JSON.stringify(jsonName)}:`;
    return { name, asFirst: `{${key}`, asNext: `,${key}`, write: jsonWriterOf(type, contract) };
  });
}

/** Piece by piece and not through an object, which would put keys that look like numbers first. */
function writeMembers(value: Readonly<Record<string, unknown>>, members: readonly WrittenMember[]): string {
  let text = '';
  for (const { name, asFirst, asNext, write } of members) {
    const item = value[name];
    if (item !== null && item !== undefined) text += (text === '' ? asFirst : asNext) + write(item);
  }
  return text === '' ? '{}' : `${text}}`;
}

function writeDictionary(value: unknown): string {
  const entries = dictionaryEntries(value).filter((entry) => entry.value !== null);
  return `{${entries.map((entry) => `${quoted(entry.key)}:${writeText(entry.value)}`).join(',')}}`;
}

function writeText(value: unknown): string {
  return typeof value === 'string' ? quoted(value) : JSON.stringify(wireText(value));
}

function quoted(text: string): string {
  return needsNoEscapes(text) ? `"${text}"` : JSON.stringify(wellFormed(text));
}
