import {
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import type { Contract, DtoType, EnumType, OperationType, TypeRef } from './model.ts';
import { dtoOptions, readDto } from './read-dto.ts';
import {
  checkRoutes,
  compareRoutes,
  type OperationSource,
  readRestOperation,
  readRootField,
} from './read-operation.ts';
import { enumFallbacks } from './types/enum-fallbacks.ts';
import { enumNamespaces } from './types/enum-namespaces.ts';

type DtoSource = GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType;

/**
 * Reads the ServiceStack contract from a built schema: everything that the operations refer to, in the order of their
 * routes, then all other DTOs. Operations are root fields with an `@Operation` and input types with a `@RestOperation`.
 * @throws Error naming the required change if the classes contradict each other; the server must not start then
 */
export function readContract(schema: GraphQLSchema): Contract {
  const walk = new ContractWalk(schema);
  const types = Object.values(schema.getTypeMap());
  const rootFields = [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
    Object.values(root?.getFields() ?? {}),
  );
  const operations = [
    ...rootFields.flatMap((field) => readRootField(field, schema) ?? []),
    ...types.filter(isInputObjectType).flatMap((type) => readRestOperation(type, schema) ?? []),
  ];
  // types and root fields of the schema are in the order in which modules were loaded
  for (const operation of operations.sort(compareRoutes)) walk.addOperation(operation);
  for (const type of types) {
    if (isDtoSource(type) && dtoOptions(type)) walk.addDto(type);
  }
  return walk.finish();
}

class ContractWalk {
  private readonly dtos: Record<string, DtoType> = {};
  private readonly enums: Record<string, EnumType> = {};
  private readonly operations: Record<string, OperationType> = {};

  constructor(private readonly schema: GraphQLSchema) {}

  addOperation({ request, ...operation }: OperationSource): void {
    const { response, description, routes } = operation;
    const { name } = request;
    if (this.operations[name]) throw new Error(`two operations have the request ${name}`);
    // the request DTO has the description of the operation, not that of the GraphQL input type
    this.addMembers({ ...request, description });
    if (response) this.addReferenced(response, name);
    this.operations[name] = { request: name, ...operation };
    checkRoutes(request, routes);
  }

  addDto(source: DtoSource): void {
    if (this.dtos[source.name]) return;
    this.addMembers(readDto(source, this.schema));
  }

  finish(): Contract {
    return deepFreeze({ dtos: this.dtos, enums: this.enums, operations: this.operations });
  }

  private addMembers(dto: DtoType): void {
    this.dtos[dto.name] = dto;
    if (dto.base !== null) this.addNamed(dto.base, dto.name);
    for (const member of dto.members) this.addReferenced(member.type, `${dto.name}.${member.name}`);
  }

  private addReferenced(ref: TypeRef, user: string): void {
    if (ref.kind === 'list') this.addReferenced(ref.of, user);
    else if (ref.kind === 'dto' || ref.kind === 'enum') this.addNamed(ref.name, user);
  }

  private addNamed(name: string, user: string): void {
    const type = this.schema.getType(name);
    if (!type) throw new Error(`${user} uses ${name}, which the schema lacks: list it in rest-only-types.ts`);
    if (isEnumType(type)) this.addEnum(type);
    else if (isDtoSource(type) && dtoOptions(type)) this.addDto(type);
    else
      throw new Error(
        `${user} uses ${name}: add @Dto to that type, or @Member({ omitFrom: 'servicestack' }) to the field`,
      );
  }

  private addEnum(type: GraphQLEnumType): void {
    const namespace = enumNamespaces[type.name];
    if (namespace === undefined) throw new Error(`the enum ${type.name} is missing in enum-namespaces.ts`);
    const values = type.getValues().map((value) => ({ name: value.name, description: value.description ?? null }));
    const fallback = enumFallbacks[type.name] ?? null;
    this.enums[type.name] ??= { name: type.name, namespace, description: type.description ?? null, values, fallback };
  }
}

function isDtoSource(type: unknown): type is DtoSource {
  return isObjectType(type) || isInterfaceType(type) || isInputObjectType(type);
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) {
    if (typeof part === 'object' && part !== null && !Object.isFrozen(part)) deepFreeze(part);
  }
  return Object.freeze(value);
}
