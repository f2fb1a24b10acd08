import { allMembers, type Contract, dtoNamed, type TypeRef } from '../../contract/model.ts';
import { isPlain } from '../../kernel/plain-text.ts';
import { dictionaryEntries, wellFormed, wireText } from './wire-text.ts';

/** Writes a value of one type. */
export type JsonWriter = (value: unknown) => string;

interface WrittenMember {
  readonly name: string;
  /** What stands before its value if it is the first of its object, and if it is not. */
  readonly asFirst: string;
  readonly asNext: string;
  readonly write: JsonWriter;
}

/** What writes values of a type of the contract: made when they are written first, and kept. */
export function jsonWriterOf(type: TypeRef, contract: Contract): JsonWriter {
  let writers = ofContracts.get(contract);
  if (!writers) {
    writers = new JsonWriters(contract);
    ofContracts.set(contract, writers);
  }
  return writers.of(type);
}

const ofContracts = new WeakMap<Contract, JsonWriters>();

class JsonWriters {
  readonly #contract: Contract;
  readonly #ofTypes = new WeakMap<TypeRef, JsonWriter>();
  readonly #ofDtos = new Map<string, JsonWriter>();

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  of(type: TypeRef): JsonWriter {
    let writer = this.#ofTypes.get(type);
    if (!writer) {
      const present = this.#present(type);
      writer = (value) => (value === null || value === undefined ? 'null' : present(value));
      this.#ofTypes.set(type, writer);
    }
    return writer;
  }

  #present(type: TypeRef): JsonWriter {
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
        const write = this.of(type.of);
        return (items) => `[${(items as readonly unknown[]).map(write).join(',')}]`;
      }
      case 'dictionary':
        return writeDictionary;
      case 'dto':
        return this.#dto(type.name);
    }
  }

  #dto(name: string): JsonWriter {
    const known = this.#ofDtos.get(name);
    if (known) return known;
    let members: readonly WrittenMember[] | undefined;
    const writer: JsonWriter = (value) => {
      // not before: a type may have members of its own type
      members ??= this.#membersOf(name);
      return writeMembers(value as Readonly<Record<string, unknown>>, members);
    };
    this.#ofDtos.set(name, writer);
    return writer;
  }

  #membersOf(name: string): WrittenMember[] {
    return allMembers(this.#contract, dtoNamed(this.#contract, name)).map((member) => {
      const key = `${JSON.stringify(member.jsonName)}:`;
      return { name: member.name, asFirst: `{${key}`, asNext: `,${key}`, write: this.of(member.type) };
    });
  }
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
  return isPlain(text) ? `"${text}"` : JSON.stringify(wellFormed(text));
}
