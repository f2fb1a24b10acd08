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

/** A value that .NET rejects, with .NET's message and the name of its element. */
export class XmlBindingError extends Error {
  readonly issue: FieldError;

  constructor(element: XmlElement, message: string) {
    super(message);
    this.issue = { fieldName: element.name.local, errorCode: 'SerializationException', message };
  }
}

/**
 * Binds an element to a type. Children with an unknown name or namespace are ignored; the first of several members with
 * the same name counts.
 *
 * @throws XmlBindingError when a value does not fit its type
 */
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
      return named(element, dictionaryEntryName).flatMap(bindEntry);
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
      if (type.isOpen || enumNamed(contract, type.name).values.some((value) => value.name === text)) return text;
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

/** Binds an entry of a dictionary. One whose value is nil is omitted, as one that is null in JSON. */
function bindEntry(entry: XmlElement): { key: string; value: string }[] {
  const [key, value] = [dictionaryKeyName, dictionaryValueName].map((name) => {
    const found = entry.children.find((child) => isNamed(child, name));
    if (!found) throw new XmlBindingError(entry, `'${name.local}' of a dictionary entry is missing.`);
    return found.nil ? null : found.text;
  });
  if (typeof key !== 'string') throw new XmlBindingError(entry, 'The key of a dictionary entry cannot be null.');
  return typeof value === 'string' ? [{ key, value }] : [];
}

function named(element: XmlElement, name: XmlName): readonly XmlElement[] {
  return element.children.filter((child) => isNamed(child, name));
}

function isNamed(element: XmlElement, name: XmlName): boolean {
  return element.name.local === name.local && element.name.namespace === name.namespace;
}

/** Whether C# allows null although the contract does not: false for enums, booleans and numbers. */
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
