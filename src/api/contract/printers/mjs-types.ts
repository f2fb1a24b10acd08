import { clrTypeName } from '../generic-types.ts';
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
      return `${jsonName}?:${this.type(type, dto.typeArgument)}`;
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
    const annotation = `@type {${isNullableValue ? '?' : ''}${this.type(type, typeArgument)}}`;
    const isDescribed = apiMember && this.isAnnotated && this.options.flag('AddDescriptionAsComments');
    if (description === null || !isDescribed) {
      return [...this.annotation(annotation), `${jsonName};`];
    }
    // the end of a comment would let the rest of a description run as code
    const line = description.replaceAll('*/', '* /').replace(/\s*[\r\n]+\s*/g, ' ');
    return ['/**', ` * ${annotation}`, ` * @description ${line} */`, `${jsonName};`];
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
      case 'bool':
        return 'false';
      case 'int':
      case 'double':
        return '0';
      case 'dictionary':
        return '{}';
      default:
        return "''";
    }
  }

  /** @param typeArgument the DTO that is printed as `T` */
  private type(type: TypeRef, typeArgument?: string): string {
    switch (type.kind) {
      case 'string':
      case 'dateTime':
        return 'string';
      case 'bool':
        return 'boolean';
      case 'int':
      case 'double':
        return 'number';
      case 'enum':
        return type.name;
      case 'dto':
        return type.name === typeArgument ? 'T' : clrTypeName(this.contract, type.name);
      case 'list':
        return `${this.type(type.of, typeArgument)}[]`;
      case 'dictionary':
        return '{ [index:string]: string; }';
    }
  }
}
