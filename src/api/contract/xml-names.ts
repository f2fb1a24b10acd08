import { createHash } from 'node:crypto';
import { type Contract, type DtoType, dtoNamed, enumNamed, type MemberType, type TypeRef } from './model.ts';

export const INSTANCE_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance';
const ARRAYS_NAMESPACE = 'http://schemas.microsoft.com/2003/10/Serialization/Arrays';

/** XML namespace of a C# namespace in DataContractSerializer. */
export const dataContractNamespace = (namespace: string): string =>
  `http://schemas.datacontract.org/2004/07/${namespace}`;

export interface XmlName {
  readonly local: string;
  readonly namespace: string;
}

/** Element of one entry of a `Dictionary<string, string>`. */
export const dictionaryEntryName: XmlName = { local: 'KeyValueOfstringstring', namespace: ARRAYS_NAMESPACE };
export const dictionaryKeyName: XmlName = { local: 'Key', namespace: ARRAYS_NAMESPACE };
export const dictionaryValueName: XmlName = { local: 'Value', namespace: ARRAYS_NAMESPACE };

/** Element name that DataContractSerializer gives a value of a type, as the root or as an item of a list. */
export function typeName(type: TypeRef, contract: Contract): XmlName {
  switch (type.kind) {
    case 'bool':
      return { local: 'boolean', namespace: ARRAYS_NAMESPACE };
    case 'int':
    case 'double':
    case 'string':
      return { local: type.kind, namespace: ARRAYS_NAMESPACE };
    case 'dateTime':
      return { local: 'string', namespace: ARRAYS_NAMESPACE };
    case 'enum':
      return { local: type.name, namespace: dataContractNamespace(enumNamed(contract, type.name).namespace) };
    case 'dto': {
      const dto = dtoNamed(contract, type.name);
      return { local: localNameOf(dto, contract), namespace: dto.xmlNamespace };
    }
    case 'dictionary':
      return { local: 'ArrayOfKeyValueOfstringstring', namespace: ARRAYS_NAMESPACE };
    case 'list': {
      const item = typeName(type.of, contract);
      return { local: `ArrayOf${item.local}`, namespace: item.namespace };
    }
  }
}

/** Name of a DTO's element. A generic class has its argument in the name, and a digest of the argument's namespace. */
function localNameOf({ clrName, typeArgument = 'T' }: DtoType, contract: Contract): string {
  const argument = contract.dtos[typeArgument];
  if (!argument) return clrName;
  const digest = createHash('md5').update(` 1 ${argument.xmlNamespace}`).digest().subarray(0, 6).toString('base64');
  return `${clrName}Of${argument.clrName}${digest.replaceAll('/', '_S').replaceAll('+', '_P')}`;
}

/** Namespace of the elements inside a value of a type; `undefined` for text. */
export function contentNamespace(type: TypeRef, contract: Contract): string | undefined {
  const hasElements = type.kind === 'dto' || type.kind === 'list' || type.kind === 'dictionary';
  return hasElements ? typeName(type, contract).namespace : undefined;
}

export interface XmlMember {
  readonly member: MemberType;
  readonly name: XmlName;
}

/**
 * Members of a DTO in the order of DataContractSerializer.
 * Those of the base class come first. Each class is sorted by byte order of the names, unless its order is `declared`.
 */
export function membersInXmlOrder(dto: DtoType, contract: Contract): readonly XmlMember[] {
  let members = orders.get(dto);
  if (!members) {
    const own = dto.members.map((member) => ({ member, name: { local: member.clrName, namespace: dto.xmlNamespace } }));
    if (dto.xmlOrder === 'byName') own.sort((a, b) => (a.name.local < b.name.local ? -1 : 1));
    members = dto.base === null ? own : [...membersInXmlOrder(dtoNamed(contract, dto.base), contract), ...own];
    orders.set(dto, members);
  }
  return members;
}

const orders = new WeakMap<DtoType, readonly XmlMember[]>();
