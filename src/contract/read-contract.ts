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
import type { HttpVerb, OperationOptions } from './decorators.ts';
import type { Contract, DtoType, EnumType, OperationType, TypeRef } from './model.ts';
import { type ContractField, dtoOptions, operationOptions, readDto, readRequestOfArguments } from './read-dto.ts';
import { readTypeRef } from './read-type-ref.ts';
import { enumNamespaces } from './types/enum-namespaces.ts';

type DtoSource = GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType;

/**
 * Reads the ServiceStack side out of a built schema, once: everything the operations reach, in the order of their
 * routes, then the other Dtos.
 * Throws an Error that says what to change when the classes contradict themselves; that is meant to stop the start.
 */
export function readContract(schema: GraphQLSchema): Contract {
  const walk = new ContractWalk(schema);
  const found = [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
    Object.values(root?.getFields() ?? {}).flatMap((field) => {
      const options = operationOptions(field.extensions);
      return options ? { field, options } : [];
    }),
  );
  // in the order of their routes: the order of root fields is that in which modules were loaded
  for (const { field, options } of found.sort((a, b) => compareRoutes(a.options, b.options))) {
    walk.addOperation(field, options);
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isDtoSource(type) && dtoOptions(type)) walk.addDto(type);
  }
  return walk.finish();
}

const verbs: readonly HttpVerb[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

class ContractWalk {
  private readonly dtos: Record<string, DtoType> = {};
  private readonly enums: Record<string, EnumType> = {};
  private readonly operations: Record<string, OperationType> = {};

  constructor(private readonly schema: GraphQLSchema) {}

  addOperation(field: ContractField, options: OperationOptions): void {
    if (this.operations[options.request]) throw new Error(`two operations have the request ${options.request}`);
    const type = this.schema.getType(options.request);
    if (isInputObjectType(type)) this.addDto(type);
    else this.addMembers(readRequestOfArguments(field, options));
    const response = options.returns === 'void' ? null : readTypeRef(field.type);
    if (response) this.addReferenced(response, field.name);
    this.describeRequest(options.request, field.description ?? null);
    this.operations[options.request] = {
      request: options.request,
      response,
      rootField: field.name,
      description: field.description ?? null,
      routes: options.routes.map(({ verb, path }) => ({ verb, path })),
      headers: Object.entries(options.headers ?? {}).map(([name, argument]) => ({
        name,
        description: field.args.find((arg) => arg.name === argument)?.description ?? null,
      })),
      roles: options.roles ?? null,
    };
    this.checkRoutes(options);
  }

  addDto(source: DtoSource): void {
    if (this.dtos[source.name]) return;
    this.addMembers(readDto(source));
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
    if (isEnumType(type)) this.addEnum(type);
    else if (isDtoSource(type) && dtoOptions(type)) this.addDto(type);
    else throw new Error(`${user} uses ${name}: give that a @Dto, or the field @Member({ omitFrom: 'servicestack' })`);
  }

  private addEnum(type: GraphQLEnumType): void {
    const namespace = enumNamespaces[type.name];
    if (namespace === undefined) throw new Error(`the enum ${type.name} has no line in enum-namespaces.ts`);
    const values = type.getValues().map((value) => ({ name: value.name, description: value.description ?? null }));
    this.enums[type.name] ??= { name: type.name, namespace, description: type.description ?? null, values };
  }

  /** ServiceStack's request DTO says what the operation does, where GraphQL's input type says what the input is. */
  private describeRequest(name: string, description: string | null): void {
    const dto = this.dtos[name];
    if (dto) this.dtos[name] = { ...dto, description };
  }

  private checkRoutes({ request, routes }: OperationOptions): void {
    const names = this.dtos[request]?.members.map((member) => member.name.toLowerCase()) ?? [];
    for (const { path } of routes) {
      for (const [, variable = ''] of path.matchAll(/\{(\w+)\}/g)) {
        if (!names.includes(variable.toLowerCase())) throw new Error(`${request} has no member for ${path}`);
      }
    }
  }
}

function compareRoutes({ routes: [a] }: OperationOptions, { routes: [b] }: OperationOptions): number {
  return a.path === b.path ? verbs.indexOf(a.verb) - verbs.indexOf(b.verb) : a.path < b.path ? -1 : 1;
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
