import { envelopes } from '../envelopes.ts';
import { type Contract, dtoNamed, enumNamed, type TypeRef } from '../model.ts';
import { membersInXmlOrder, typeName } from '../xml-names.ts';
import { selectTypes } from './select-types.ts';

const head = '<?xml version="1.0" encoding="utf-8"?>';

/**
 * XML Schema of all that goes over the wire as XML: `contract.xsd`, which imports one file for each XML namespace. It
 * takes what DataContractSerializer writes; our reader takes members in any order besides, which XSD 1.0 cannot say.
 */
export function printXsd(contract: Contract): ReadonlyMap<string, string> {
  const all: Contract = { ...contract, dtos: { ...contract.dtos, ...envelopes.dtos } };
  const declarations = new Declarations(all);
  const { types, operations } = selectTypes(contract);
  for (const { name } of [...types, ...Object.values(envelopes.dtos)]) {
    declarations.add({ kind: name in all.dtos ? 'dto' : 'enum', name, nullable: true });
  }
  for (const { request, response } of operations) {
    declarations.add({ kind: 'list', of: { kind: 'dto', name: request, nullable: true }, nullable: true });
    if (response) declarations.add({ kind: 'list', of: response, nullable: true });
  }
  return declarations.files();
}

class Declarations {
  private readonly byNamespace = new Map<string, Map<string, readonly string[]>>();

  constructor(private readonly contract: Contract) {}

  add(type: TypeRef): void {
    if (!isDeclared(type)) return;
    const { local, namespace } = typeName(type, this.contract);
    const inside = this.byNamespace.get(namespace) ?? new Map<string, readonly string[]>();
    this.byNamespace.set(namespace, inside);
    if (inside.has(local)) return;
    inside.set(local, []);
    inside.set(local, [
      ...this.declaration(type, local),
      element({ name: local, type: `tns:${local}`, nillable: true }),
    ]);
  }

  files(): ReadonlyMap<string, string> {
    const namespaces = [...this.byNamespace.keys()].sort();
    const imports = namespaces.map((uri) => `  <xs:import namespace="${uri}" schemaLocation="${fileName(uri)}"/>`);
    const entry = [head, '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">', ...imports, '</xs:schema>', ''];
    const files = new Map([['contract.xsd', entry.join('\n')]]);
    for (const [uri, inside] of [...this.byNamespace].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const others = namespaces.filter((other) => other !== uri);
      const lines = [
        head,
        `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="${uri}"${others.map((other) => ` xmlns:${prefixOf(other)}="${other}"`).join('')} elementFormDefault="qualified" targetNamespace="${uri}">`,
        ...others.map((other) => `  <xs:import namespace="${other}" schemaLocation="${fileName(other)}"/>`),
        ...[...inside]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .flatMap(([, declared]) => declared.map((line) => `  ${line}`)),
        '</xs:schema>',
        '',
      ];
      files.set(fileName(uri), lines.join('\n'));
    }
    return files;
  }

  private declaration(type: TypeRef, local: string): readonly string[] {
    switch (type.kind) {
      case 'dto':
        return this.complexType(type.name, local);
      case 'enum': {
        const values = enumNamed(this.contract, type.name).values.map(
          ({ name }) => `    <xs:enumeration value="${name}"/>`,
        );
        const restriction = ['  <xs:restriction base="xs:string">', ...values, '  </xs:restriction>'];
        return [`<xs:simpleType name="${local}">`, ...restriction, '</xs:simpleType>'];
      }
      case 'list': {
        const { namespace } = typeName(type, this.contract);
        const item = element({
          name: typeName(type.of, this.contract).local,
          type: this.use(type.of, namespace),
          nillable: true,
          many: true,
        });
        return sequence(local, [item]);
      }
      default:
        return dictionaryType(local);
    }
  }

  private complexType(name: string, local: string): readonly string[] {
    const dto = dtoNamed(this.contract, name);
    const own = new Set(dto.members);
    const members = membersInXmlOrder(dto, this.contract).filter(({ member }) => own.has(member));
    const elements = members.map(({ member, name: { local: memberName } }) =>
      element({
        name: memberName,
        type: this.use(member.type, dto.xmlNamespace),
        nillable: canBeNil(member.type),
        optional: true,
      }),
    );
    if (dto.base === null) return sequence(local, elements);
    const base = this.use({ kind: 'dto', name: dto.base, nullable: true }, dto.xmlNamespace);
    return [
      `<xs:complexType name="${local}">`,
      '  <xs:complexContent>',
      `    <xs:extension base="${base}">`,
      '      <xs:sequence>',
      ...elements.map((line) => `        ${line}`),
      '      </xs:sequence>',
      '    </xs:extension>',
      '  </xs:complexContent>',
      '</xs:complexType>',
    ];
  }

  /** The qualified name of a type, declared on the way. */
  private use(type: TypeRef, inNamespace: string): string {
    if (!isDeclared(type))
      return `xs:${type.kind === 'dateTime' ? 'string' : type.kind === 'bool' ? 'boolean' : type.kind}`;
    this.add(type);
    const { local, namespace } = typeName(type, this.contract);
    return `${namespace === inNamespace ? 'tns' : prefixOf(namespace)}:${local}`;
  }
}

function sequence(local: string, elements: readonly string[]): readonly string[] {
  const inside = ['  <xs:sequence>', ...elements.map((line) => `    ${line}`), '  </xs:sequence>'];
  return [`<xs:complexType name="${local}">`, ...inside, '</xs:complexType>'];
}

function dictionaryType(local: string): readonly string[] {
  return [
    `<xs:complexType name="${local}">`,
    '  <xs:sequence>',
    '    <xs:element minOccurs="0" maxOccurs="unbounded" name="KeyValueOfstringstring">',
    '      <xs:complexType>',
    '        <xs:sequence>',
    '          <xs:element name="Key" nillable="true" type="xs:string"/>',
    '          <xs:element name="Value" nillable="true" type="xs:string"/>',
    '        </xs:sequence>',
    '      </xs:complexType>',
    '    </xs:element>',
    '  </xs:sequence>',
    '</xs:complexType>',
  ];
}

interface ElementParts {
  readonly name: string;
  readonly type: string;
  readonly nillable: boolean;
  readonly optional?: boolean;
  readonly many?: boolean;
}

function element({ name, type, nillable, optional = false, many = false }: ElementParts): string {
  const occurs = `${optional || many ? ' minOccurs="0"' : ''}${many ? ' maxOccurs="unbounded"' : ''}`;
  return `<xs:element${occurs} name="${name}"${nillable ? ' nillable="true"' : ''} type="${type}"/>`;
}

function isDeclared({ kind }: TypeRef): boolean {
  return kind === 'dto' || kind === 'enum' || kind === 'list' || kind === 'dictionary';
}

function canBeNil({ kind, nullable }: TypeRef): boolean {
  return nullable || (kind !== 'bool' && kind !== 'int' && kind !== 'double' && kind !== 'enum');
}

/** `http://schemas.datacontract.org/2004/07/Voice.Api.Sessions` is `voice.api.sessions`. */
function prefixOf(uri: string): string {
  const last = uri.slice(uri.lastIndexOf('/') + 1);
  return uri.startsWith('http://schemas.servicestack.net') ? 'servicestack' : last.toLowerCase();
}

function fileName(uri: string): string {
  return `contract.${prefixOf(uri)}.xsd`;
}
