import type { FieldError } from '../../../common/errors/app-error.ts';
import { type Contract, clrFullName, type DtoType, dtoNamed, enumNamed, type TypeRef } from '../../contract/model.ts';
import {
  dictionaryEntryName,
  dictionaryKeyName,
  dictionaryValueName,
  membersInXmlOrder,
  typeName,
  type XmlName,
} from '../../contract/xml-names.ts';
import { readDate, readNumber } from './read-scalar.ts';
import type { XmlElement } from './xml-tree.ts';

/** A value that .NET refuses, in its words, with the element it stands in. */
export class XmlBindingError extends Error {
  readonly issue: FieldError;

  constructor(element: XmlElement, message: string) {
    super(message);
    this.issue = { fieldName: element.name.local, errorCode: 'SerializationException', message };
  }
}

/** The value of an element: what has another name or namespace is skipped, of two members of a name the first counts. */
export function bindXml(element: XmlElement, type: TypeRef, contract: Contract): unknown {
  if (element.nil) {
    if (type.nullable || isReference(type)) return null;
    throw new XmlBindingError(element, `ValueType '${describe(type, contract)}' cannot be null.`);
  }
  switch (type.kind) {
    case 'dto':
      return bindDto(element, dtoNamed(contract, type.name), contract);
    case 'list': {
      const name = typeName(type.of, contract);
      return named(element, name).map((item) => bindItem(item, type.of, contract));
    }
    case 'dictionary':
      return named(element, dictionaryEntryName).map((entry) => ({
        key: entryText(entry, dictionaryKeyName),
        value: entryText(entry, dictionaryValueName),
      }));
    default:
      return bindText(element, type, contract);
  }
}

function bindDto(element: XmlElement, dto: DtoType, contract: Contract): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const { member, name } of membersInXmlOrder(dto, contract)) {
    const found = element.children.find((child) => isNamed(child, name));
    if (!found) continue;
    const value = bindXml(found, member.type, contract);
    if (value !== null || member.type.nullable) result[member.name] = value;
  }
  return result;
}

function bindItem(element: XmlElement, type: TypeRef, contract: Contract): unknown {
  const value = bindXml(element, type, contract);
  if (value === null && !type.nullable) throw new XmlBindingError(element, 'An item of a list cannot be null.');
  return value;
}

function bindText(element: XmlElement, type: TypeRef, contract: Contract): unknown {
  if (element.children.length > 0) {
    throw new XmlBindingError(
      element,
      `Element '${element.name.local}' cannot have child contents to be deserialized.`,
    );
  }
  const { text } = element;
  switch (type.kind) {
    case 'enum': {
      if (enumNamed(contract, type.name).values.some((value) => value.name === text)) return text;
      const reason = `Invalid enum value '${text.slice(0, 50)}' cannot be deserialized into type`;
      throw new XmlBindingError(element, `${reason} '${describe(type, contract)}'.`);
    }
    case 'bool': {
      const word = text.trim();
      if (word === 'true' || word === '1') return true;
      if (word === 'false' || word === '0') return false;
      throw invalid(element, 'Boolean');
    }
    case 'int':
    case 'double': {
      const value = readNumber(text.trim(), type.kind);
      if (value === undefined) throw invalid(element, type.kind === 'int' ? 'Int32' : 'Double');
      return value;
    }
    case 'dateTime': {
      const value = readDate(text.trim());
      if (value === undefined) throw invalid(element, 'DateTime');
      return value;
    }
    default:
      return text;
  }
}

function entryText(entry: XmlElement, name: XmlName): string {
  const found = entry.children.find((child) => isNamed(child, name));
  if (!found || found.nil) throw new XmlBindingError(entry, `'${name.local}' of a dictionary entry is missing.`);
  return found.text;
}

function named(element: XmlElement, name: XmlName): readonly XmlElement[] {
  return element.children.filter((child) => isNamed(child, name));
}

function isNamed(element: XmlElement, name: XmlName): boolean {
  return element.name.local === name.local && element.name.namespace === name.namespace;
}

/** Whether C# lets the member be null though our type does not: strings and collections. */
function isReference(type: TypeRef): boolean {
  return type.kind !== 'enum' && type.kind !== 'bool' && type.kind !== 'int' && type.kind !== 'double';
}

function invalid(element: XmlElement, clrType: string): XmlBindingError {
  return new XmlBindingError(
    element,
    `The value '${element.text.slice(0, 50)}' cannot be parsed as the type '${clrType}'.`,
  );
}

function describe(type: TypeRef, contract: Contract): string {
  return type.kind === 'enum' ? clrFullName(enumNamed(contract, type.name)) : type.kind;
}
