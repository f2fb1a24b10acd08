import { argumentName, declaredOnce } from '../generic-types.ts';
import {
  type Contract,
  type DtoType,
  dtoNamed,
  type EnumType,
  type MemberType,
  type OperationType,
  type TypeRef,
} from '../model.ts';
import { isEnum, selectTypes } from './select-types.ts';
import { verbMarkers } from './verb-markers.ts';

/**
 * Prints the body of `/types/metadata`: the contract with CLR type names, for ServiceStack's tools.
 * @param baseUrl absolute URL of the server
 */
export function printTypesMetadata(contract: Contract, baseUrl: string): string {
  const { types, operations } = selectTypes(contract);
  const requests = new Set(operations.map(({ request }) => request));
  const metadata = {
    config: { baseUrl },
    namespaces: [...new Set(types.map(({ namespace }) => namespace))],
    types: declaredOnce(types.filter(({ name }) => !requests.has(name))).map((type) => typeMetadata(contract, type)),
    operations: operations.map((operation) => operationMetadata(contract, operation)),
  };
  return JSON.stringify(metadata);
}

function operationMetadata(contract: Contract, operation: OperationType): object {
  const { routes, roles, anyRole } = operation;
  return {
    request: typeMetadata(contract, dtoNamed(contract, operation.request), operation),
    response:
      operation.response?.kind === 'dto'
        ? responseMetadata(contract, dtoNamed(contract, operation.response.name))
        : undefined,
    actions: [...new Set(routes.map(({ verb }) => verb))],
    method: routes[0]?.verb,
    returnsVoid: operation.response === null || undefined,
    returnType: operation.response ? clrType(contract, operation.response) : undefined,
    routes: routes.map(({ path, verb }) => ({ path, verbs: verb })),
    requiresAuth: roles !== null,
    requiredRoles: roles ?? undefined,
    requiresAnyRole: anyRole,
    tags: [],
  };
}

/** Describes a response. A generic class has its argument, where its declaration has `T`. */
function responseMetadata(contract: Contract, { typeArgument, ...dto }: DtoType): object {
  if (typeArgument === undefined) return typeMetadata(contract, dto);
  return { ...typeMetadata(contract, dto), ...genericName(dto.clrName, argumentName(contract, typeArgument)) };
}

function typeMetadata(contract: Contract, type: DtoType | EnumType, operation?: OperationType): object {
  if (isEnum(type)) {
    const { name, namespace, values } = type;
    return { name, namespace, isEnum: true, enumNames: values.map((value) => value.name) };
  }
  const { typeArgument } = type;
  return {
    ...(typeArgument === undefined ? { name: type.clrName } : genericName(type.clrName, 'T')),
    namespace: type.namespace,
    inherits: baseMetadata(contract, type),
    implements: operation && verbMarkers(operation).map((name) => ({ name, namespace: 'ServiceStack' })),
    description: operation?.description ?? undefined,
    properties: type.members.map((member) => propertyMetadata(contract, member, typeArgument)),
    attributes: operation?.description ? [attribute('Api', operation.description)] : undefined,
  };
}

function baseMetadata(contract: Contract, { base, baseArgument }: DtoType): ClrType | undefined {
  if (base === null) return undefined;
  const { clrName, namespace } = dtoNamed(contract, base);
  if (baseArgument === undefined) return { name: clrName, namespace };
  return { ...genericName(clrName, argumentName(contract, baseArgument)), namespace };
}

/** CLR name of a class with one type argument. */
function genericName(name: string, argument: string): Pick<ClrType, 'name' | 'genericArgs'> {
  return { name: `${name}\`1`, genericArgs: [argument] };
}

function propertyMetadata(contract: Contract, member: MemberType, typeArgument?: string): object {
  const { clrName, type, apiMember, description } = member;
  const documented = apiMember && description !== null ? description : undefined;
  const { name, namespace, genericArgs } = clrType(contract, type, typeArgument);
  return {
    name: clrName,
    type: name,
    namespace,
    isValueType: isValueType(type) || undefined,
    isEnum: type.kind === 'enum' || undefined,
    genericArgs,
    description: documented,
    attributes: documented === undefined ? undefined : [attribute('ApiMember', documented)],
  };
}

function attribute(name: string, description: string): object {
  return { name, args: [{ name: 'Description', type: 'string', value: description }] };
}

function isValueType({ kind }: TypeRef): boolean {
  return kind === 'bool' || kind === 'int' || kind === 'double' || kind === 'enum';
}

interface ClrType {
  readonly name: string;
  readonly namespace: string;
  readonly genericArgs?: readonly string[];
}

/** @param typeArgument the DTO that is `T` in the declaration of a generic class */
function clrType(contract: Contract, type: TypeRef, typeArgument?: string): ClrType {
  const plain = plainClrType(contract, type, typeArgument);
  const isNullable = type.nullable && isValueType(type);
  return isNullable ? { name: 'Nullable`1', namespace: 'System', genericArgs: [plain.name] } : plain;
}

function plainClrType(contract: Contract, type: TypeRef, typeArgument?: string): ClrType {
  switch (type.kind) {
    case 'string':
    case 'dateTime':
      return { name: 'String', namespace: 'System' };
    case 'bool':
      return { name: 'Boolean', namespace: 'System' };
    case 'int':
      return { name: 'Int32', namespace: 'System' };
    case 'double':
      return { name: 'Double', namespace: 'System' };
    case 'enum':
      return { name: type.name, namespace: contract.enums[type.name]?.namespace ?? '' };
    case 'dto': {
      const dto = dtoNamed(contract, type.name);
      if (type.name === typeArgument) return { name: 'T', namespace: dto.namespace };
      if (dto.typeArgument === undefined) return { name: dto.clrName, namespace: dto.namespace };
      return { ...genericName(dto.clrName, argumentName(contract, dto.typeArgument)), namespace: dto.namespace };
    }
    case 'list':
      return {
        name: 'List`1',
        namespace: 'System.Collections.Generic',
        genericArgs: [clrType(contract, type.of, typeArgument).name],
      };
    case 'dictionary':
      return { name: 'Dictionary`2', namespace: 'System.Collections.Generic', genericArgs: ['String', 'String'] };
  }
}
