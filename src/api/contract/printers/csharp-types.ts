import { clrBaseName, clrTypeName, declaredName } from '../generic-types.ts';
import type { Contract, DtoType, EnumType, MemberType, OperationType, TypeRef } from '../model.ts';
import type { CSharpOptions } from './csharp-options.ts';
import { isEnum } from './select-types.ts';
import { verbMarkers } from './verb-markers.ts';

/** Prints C# types, one at a time, as unindented lines. */
export class CSharpTypes {
  constructor(
    private readonly contract: Contract,
    private readonly options: CSharpOptions,
    private readonly withRoutes: boolean,
  ) {}

  lines(type: DtoType | EnumType): readonly string[] {
    return isEnum(type) ? this.enumeration(type) : this.dto(type);
  }

  private enumeration(type: EnumType): readonly string[] {
    return [`${this.visibility()} enum ${type.name}`, '{', ...type.values.map(({ name }) => `    ${name},`), '}'];
  }

  private dto(dto: DtoType): readonly string[] {
    const operation = this.contract.operations[dto.name];
    const partial = this.options.flag('MakePartial') ? ' partial' : '';
    const bases = this.bases(dto, operation);
    return [
      ...(operation ? this.operationLines(operation) : []),
      ...(this.options.flag('AddDataContractAttributes') ? ['[DataContract]'] : []),
      `${this.visibility()}${partial} class ${declaredName(dto)}`,
      ...(bases.length > 0 ? [`    : ${bases.join(', ')}`] : []),
      '{',
      ...indent([...this.constructorLines(dto, operation), ...this.memberLines(dto, operation)]),
      '}',
    ];
  }

  private operationLines({ description, routes }: OperationType): readonly string[] {
    const printedRoutes = this.withRoutes ? routes.map(({ path, verb }) => `[Route("${path}", "${verb}")]`) : [];
    if (description === null) return printedRoutes;
    return [...this.summary(description), ...printedRoutes, `[Api(Description="${escaped(description)}")]`];
  }

  private bases(dto: DtoType, operation: OperationType | undefined): readonly string[] {
    const baseName = clrBaseName(this.contract, dto);
    const base = baseName === null ? [] : [baseName];
    if (!operation) return base;
    const { response } = operation;
    const marker = response ? `IReturn<${this.type(response)}>` : 'IReturnVoid';
    return [...base, ...(this.options.flag('AddReturnMarker') ? [marker] : []), ...verbMarkers(operation)];
  }

  private constructorLines(dto: DtoType, operation: OperationType | undefined): readonly string[] {
    const collections = dto.members.filter(({ type }) => type.kind === 'list' || type.kind === 'dictionary');
    const version = operation ? this.options.text('AddImplicitVersion') : '';
    const statements = [
      ...(version === '' ? [] : [`    Version = ${Number.parseInt(version, 10) || 1};`]),
      ...(this.options.flag('InitializeCollections')
        ? collections.map(({ clrName, type }) => `    ${clrName} = new ${this.type(type, dto.typeArgument)}{};`)
        : []),
    ];
    return statements.length === 0 ? [] : [`public ${dto.clrName}()`, '{', ...statements, '}', ''];
  }

  private memberLines(dto: DtoType, operation: OperationType | undefined): readonly string[] {
    const lines: string[] = [];
    if (operation && this.options.text('AddImplicitVersion') !== '') lines.push(this.property('int', 'Version'));
    for (const [index, member] of dto.members.entries()) {
      const attributes = [...this.dataMember(index), ...this.apiMember(member)];
      lines.push(...attributes, this.property(this.type(member.type, dto.typeArgument), member.clrName));
      if (attributes.length > 0 && index < dto.members.length - 1) lines.push('');
    }
    return lines;
  }

  private dataMember(index: number): readonly string[] {
    if (!this.options.flag('AddDataContractAttributes')) return [];
    return [this.options.flag('AddIndexesToDataMembers') ? `[DataMember(Order=${index + 1})]` : '[DataMember]'];
  }

  private apiMember({ apiMember, description }: MemberType): readonly string[] {
    if (!apiMember || description === null) return [];
    return [...this.summary(description), `[ApiMember(Description="${escaped(description)}")]`];
  }

  private property(type: string, name: string): string {
    const virtual = this.options.flag('MakeVirtual') ? ' virtual' : '';
    return `public${virtual} ${type} ${name} { get; set; }`;
  }

  private summary(description: string): readonly string[] {
    if (!this.options.flag('AddDescriptionAsComments')) return [];
    const text = description
      .replace(/\s*[\r\n]+\s*/g, ' ')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;');
    return ['///<summary>', `///${text}`, '///</summary>'];
  }

  private visibility(): string {
    return this.options.flag('MakeInternal') ? 'internal' : 'public';
  }

  /** @param typeArgument the DTO that is printed as `T` */
  private type(type: TypeRef, typeArgument?: string): string {
    const annotation = type.nullable && this.options.flag('AddNullableAnnotations') ? '?' : '';
    switch (type.kind) {
      case 'string':
      case 'dateTime':
        return `string${annotation}`;
      case 'bool':
      case 'int':
      case 'double':
        return type.nullable ? `${type.kind}?` : type.kind;
      case 'enum':
        return type.nullable ? `${type.name}?` : type.name;
      case 'dto':
        return (type.name === typeArgument ? 'T' : clrTypeName(this.contract, type.name)) + annotation;
      case 'list':
        return `List<${this.type(type.of, typeArgument)}>${annotation}`;
      case 'dictionary':
        return `Dictionary<string, string>${annotation}`;
    }
  }
}

/** Indents lines by one level; empty lines stay empty. */
export function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `    ${line}`));
}

/** Escapes a text for a C# string literal. */
function escaped(text: string): string {
  return text.replace(/["\\]/g, '\\$&').replace(/\r?\n/g, '\\n');
}
