import {
  allMembers,
  type Contract,
  type DtoType,
  dtoNamed,
  type EnumType,
  type MemberType,
  type OperationType,
  type TypeRef,
} from '../model.ts';
import { isEnum } from './select-types.ts';
import type { MjsOptions } from './typescript-options.ts';
import { commentText, emptyScalar, typeScriptType } from './typescript-type.ts';

/** Prints JavaScript classes and enums, one at a time, as unindented lines. */
export class MjsTypes {
  constructor(
    private readonly contract: Contract,
    private readonly options: MjsOptions,
  ) {}

  lines(type: DtoType | EnumType): readonly string[] {
    return isEnum(type) ? this.enumeration(type) : this.dto(type);
  }

  private enumeration({ name, values }: EnumType): readonly string[] {
    return [
      ...this.annotation(`@typedef {${values.map((value) => `'${value.name}'`).join('|')}}`),
      `export var ${name};`,
      `(function (${name}) {`,
      ...values.map((value) => `    ${name}["${value.name}"] = "${value.name}"`),
      `})(${name} || (${name} = {}));`,
    ];
  }

  private dto(dto: DtoType): readonly string[] {
    const operation = this.contract.operations[dto.name];
    const base = dto.base === null ? null : dtoNamed(this.contract, dto.base).clrName;
    const init = allMembers(this.contract, dto).map(({ jsonName, type }) => {
      return `${jsonName}?:${typeScriptType(this.contract, type, dto.typeArgument)}`;
    });
    const inside = [
      ...(init.length > 0 ? this.annotation(`@param {{${init.join(',')}}} [init]`) : []),
      `constructor(init) { ${base === null ? '' : 'super(init); '}Object.assign(this, init) }`,
      ...dto.members.flatMap((member) => this.member(member, dto.typeArgument)),
      ...(operation ? this.operationMethods(dto, operation) : []),
    ];
    return [
      ...(dto.typeArgument === undefined ? [] : this.annotation('@typedef T {any}')),
      `export class ${dto.clrName}${base === null ? '' : ` extends ${base}`} {`,
      ...inside.map((line) => `    ${line}`),
      '}',
    ];
  }

  private member({ jsonName, type, description, apiMember }: MemberType, typeArgument?: string): readonly string[] {
    const isNullableValue = type.nullable && ['bool', 'int', 'double', 'enum'].includes(type.kind);
    const annotation = `@type {${isNullableValue ? '?' : ''}${typeScriptType(this.contract, type, typeArgument)}}`;
    const isDescribed = apiMember && this.isAnnotated && this.options.flag('AddDescriptionAsComments');
    if (description === null || !isDescribed) {
      return [...this.annotation(annotation), `${jsonName};`];
    }
    return ['/**', ` * ${annotation}`, ` * @description ${commentText(description)} */`, `${jsonName};`];
  }

  private operationMethods({ clrName }: DtoType, { routes, response }: OperationType): readonly string[] {
    return [
      `getTypeName() { return '${clrName}' }`,
      `getMethod() { return '${routes[0]?.verb ?? 'POST'}' }`,
      response ? `createResponse() { return ${this.emptyValue(response)} }` : 'createResponse() { }',
    ];
  }

  private get isAnnotated(): boolean {
    return this.options.flag('AddDocAnnotations');
  }

  private annotation(text: string): readonly string[] {
    return this.isAnnotated ? [`/** ${text} */`] : [];
  }

  private emptyValue(type: TypeRef): string {
    switch (type.kind) {
      case 'dto':
        return `new ${dtoNamed(this.contract, type.name).clrName}()`;
      case 'list':
        return '[]';
      default:
        return emptyScalar(type);
    }
  }
}
