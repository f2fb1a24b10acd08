import { clrBaseName, declaredName } from '../generic-types.ts';
import type { Contract, DtoType, EnumType, MemberType, OperationType, TypeRef } from '../model.ts';
import { isEnum } from './select-types.ts';
import type { TypeScriptOptions } from './typescript-options.ts';
import { commentText, emptyScalar, typeScriptType } from './typescript-type.ts';
import { verbMarkers } from './verb-markers.ts';

/** Prints TypeScript types, one at a time, as unindented lines. */
export class TypeScriptTypes {
  constructor(
    protected readonly contract: Contract,
    protected readonly options: TypeScriptOptions,
  ) {}

  lines(type: DtoType | EnumType): readonly string[] {
    return isEnum(type) ? this.enumeration(type) : this.dto(type);
  }

  protected enumeration({ name, values }: EnumType): readonly string[] {
    return [`export enum ${name}`, '{', ...values.map((value) => `    ${value.name} = '${value.name}',`), '}'];
  }

  protected dto(dto: DtoType): readonly string[] {
    const operation = this.contract.operations[dto.name];
    const baseName = clrBaseName(this.contract, dto);
    const base = baseName === null ? '' : ` extends ${baseName}`;
    const interfaces = operation ? this.interfaces(operation) : [];
    const implemented = interfaces.length > 0 ? ` implements ${interfaces.join(', ')}` : '';
    return [
      ...(operation ? this.operationComments(operation) : []),
      `export class ${declaredName(dto)}${base}${implemented}`,
      '{',
      ...this.versionLine(operation),
      ...dto.members.flatMap((member) => this.member(member, dto.typeArgument)),
      ...(dto.members.at(-1)?.apiMember ? [] : ['']),
      `    public constructor(init?: Partial<${declaredName(dto)}>) { ${base ? 'super(init); ' : ''}(Object as any).assign(this, init); }`,
      ...(operation ? this.operationMethods(dto, operation) : []),
      '}',
    ];
  }

  protected interfaces(operation: OperationType): readonly string[] {
    const { response } = operation;
    return [response ? `IReturn<${this.type(response)}>` : 'IReturnVoid', ...verbMarkers(operation)];
  }

  protected operationComments({ description, routes }: OperationType): readonly string[] {
    return [
      ...(description === null ? [] : this.comment(description)),
      ...routes.map(({ path, verb }) => `// @Route("${path}", "${verb}")`),
      ...(description === null ? [] : [`// @Api(Description=${JSON.stringify(description)})`]),
    ];
  }

  private operationMethods(dto: DtoType, { routes, response }: OperationType): readonly string[] {
    return [
      `    public getTypeName() { return '${dto.clrName}'; }`,
      `    public getMethod() { return '${routes[0]?.verb ?? 'POST'}'; }`,
      `    public createResponse() {${response ? ` return ${this.emptyValue(response)}; ` : ''}}`,
    ];
  }

  private versionLine(operation: OperationType | undefined): readonly string[] {
    const version = operation ? this.options.text('AddImplicitVersion') : '';
    return version === '' ? [] : [`    public version: number = ${Number.parseInt(version, 10) || 1};`, ''];
  }

  /**
   * Prints a member as an optional property, as the vendor's page does.
   * Without `?` the file does not compile under `--strict`.
   */
  private member({ jsonName, type, description, apiMember }: MemberType, typeArgument?: string): readonly string[] {
    const property = `    public ${jsonName}?: ${this.type(type, typeArgument)};`;
    if (!apiMember || description === null) return [property];
    const comments = [...this.comment(description), `// @ApiMember(Description=${JSON.stringify(description)})`];
    return [...comments.map((line) => `    ${line}`), property, ''];
  }

  protected comment(description: string): readonly string[] {
    if (!this.options.flag('AddDescriptionAsComments')) return [];
    return [`/** @description ${commentText(description)} */`];
  }

  private emptyValue(type: TypeRef): string {
    switch (type.kind) {
      case 'dto':
        return `new ${this.type(type)}()`;
      case 'list':
        return `new Array<${this.type(type.of)}>()`;
      default:
        return emptyScalar(type);
    }
  }

  /** @param typeArgument the DTO that is printed as `T` */
  protected type(type: TypeRef, typeArgument?: string): string {
    return typeScriptType(this.contract, type, typeArgument);
  }
}
