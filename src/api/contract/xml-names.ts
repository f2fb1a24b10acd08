import { type Contract, type DtoType, dtoNamed, enumNamed, type MemberType, type TypeRef } from './model.ts';

export const INSTANCE_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance';
const ARRAYS_NAMESPACE = 'http://schemas.microsoft.com/2003/10/Serialization/Arrays';

/** Where DataContractSerializer puts the types of a C# namespace. */
export const dataContractNamespace = (namespace: string): string =>
  `http://schemas.datacontract.org/2004/07/${namespace}`;

export interface XmlName {
  readonly local: string;
  readonly namespace: string;
}

/** One entry of a `Dictionary<string, string>`. */
export const dictionaryEntryName: XmlName = { local: 'KeyValueOfstringstring', namespace: ARRAYS_NAMESPACE };
export const dictionaryKeyName: XmlName = { local: 'Key', namespace: ARRAYS_NAMESPACE };
export const dictionaryValueName: XmlName = { local: 'Value', namespace: ARRAYS_NAMESPACE };

/** The element DataContractSerializer gives a value of that type, as the root or as an item of a list. */
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
      return { local: dto.clrName, namespace: dto.xmlNamespace };
    }
    case 'dictionary':
      return { local: 'ArrayOfKeyValueOfstringstring', namespace: ARRAYS_NAMESPACE };
    case 'list': {
      const item = typeName(type.of, contract);
      return { local: `ArrayOf${item.local}`, namespace: item.namespace };
    }
  }
}

/** The namespace of what stands inside a value of that type; `undefined` for text. */
export function contentNamespace(type: TypeRef, contract: Contract): string | undefined {
  const hasElements = type.kind === 'dto' || type.kind === 'list' || type.kind === 'dictionary';
  return hasElements ? typeName(type, contract).namespace : undefined;
}

export interface XmlMember {
  readonly member: MemberType;
  readonly name: XmlName;
}

/** The members as DataContractSerializer orders them: of the base class first, each class by byte order of the names. */
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
