import { needsNoEscapes } from '../../../common/plain-text.ts';
import { allMembers, type Contract, dtoNamed, enumNamed, type TypeRef } from '../../contract/model.ts';
import { enumText } from './enum-text.ts';
import { memoizePerContract } from './memoize-per-contract.ts';
import { dictionaryEntries, wellFormed, wireText } from './wire-text.ts';

/** Writes a value of one type. */
type JsonWriter = (value: unknown) => string;

interface WrittenMember {
  readonly name: string;
  /** The text before the value if the member is the first of its object. */
  readonly asFirst: string;
  /** The text before the value of any later member. */
  readonly asNext: string;
  readonly write: JsonWriter;
}

/** Returns the function that writes values of a type of the contract. */
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
      return writeText;
    case 'enum': {
      const literals = new Map<unknown, string>(
        enumNamed(contract, type.name).values.map(({ name }) => [name, `"${name}"`]),
      );
      return (value) => literals.get(value) ?? quoted(enumText(value, type.name, contract));
    }
    case 'list': {
      const write = jsonWriterOf(type.of, contract);
      return (items) => `[${(items as readonly unknown[]).map(write).join(',')}]`;
    }
    case 'dictionary':
      return writeDictionary;
    case 'dto': {
      let members: readonly WrittenMember[] | undefined;
      return (value) => {
        // resolved lazily, because a type may have members of its own type
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

/** Concatenates the members in order; an object would have integer-like keys first. */
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
