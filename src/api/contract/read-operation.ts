import { type GraphQLInputObjectType, type GraphQLSchema, isInputObjectType } from 'graphql';
import {
  type HttpVerb,
  type OperationOptions,
  type RestOperationOptions,
  restOperationExtension,
} from './decorators.ts';
import type { DtoType, OperationType } from './model.ts';
import { type ContractField, readDto, readRequestOfArguments } from './read-dto.ts';
import { readTypeRef } from './read-type-ref.ts';

/** An operation with its whole request DTO. */
export interface OperationSource extends Omit<OperationType, 'request'> {
  readonly request: DtoType;
}

/** Reads the operation of a root field; `undefined` if it has no `@Operation`. */
export function readRootField(field: ContractField, schema: GraphQLSchema): OperationSource | undefined {
  const options = field.extensions.contract;
  if (!isOperation(options)) return undefined;
  const type = schema.getType(options.request);
  return {
    request: isInputObjectType(type) ? readDto(type, schema) : readRequestOfArguments(field, options),
    response: options.returns === 'void' ? null : readTypeRef(field.type),
    description: field.description ?? null,
    headers: Object.entries(options.headers ?? {}).map(([name, argument]) => ({
      name,
      description: field.args.find((arg) => arg.name === argument)?.description ?? null,
    })),
    ...readRoutes(options),
  };
}

/** Reads the REST-only operation of a request type; `undefined` if it has no `@RestOperation`. */
export function readRestOperation(type: GraphQLInputObjectType, schema: GraphQLSchema): OperationSource | undefined {
  const options = type.extensions[restOperationExtension(type.name)] as RestOperationOptions | undefined;
  if (!options) return undefined;
  return {
    request: readDto(type, schema),
    response: { kind: 'dto', name: options.response.name, nullable: false },
    description: type.description ?? null,
    headers: [],
    ...readRoutes(options),
  };
}

/** Orders operations by the paths of their first routes, then by the verbs. */
export function compareRoutes({ routes: [a] }: OperationSource, { routes: [b] }: OperationSource): number {
  if (!a || !b) return 0;
  return a.path === b.path ? verbs.indexOf(a.verb) - verbs.indexOf(b.verb) : a.path < b.path ? -1 : 1;
}

/** @throws Error if a path variable of a route is not a member of the request */
export function checkRoutes({ name, members }: DtoType, routes: OperationType['routes']): void {
  const names = members.map((member) => member.name.toLowerCase());
  for (const { path, variables = {} } of routes) {
    for (const [, variable = ''] of path.matchAll(/\{(\w+)\}/g)) {
      if (!names.includes((variables[variable] ?? variable).toLowerCase()))
        throw new Error(`${name} has no member for ${path}`);
    }
  }
}

const verbs: readonly HttpVerb[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

function isOperation(options: unknown): options is OperationOptions {
  return typeof options === 'object' && options !== null && 'request' in options;
}

function readRoutes({ routes, roles, anyRole }: Pick<OperationOptions, 'routes' | 'roles' | 'anyRole'>) {
  return {
    routes: routes.map(({ verb, path, variables }) => ({ verb, path, ...(variables && { variables }) })),
    roles: roles ?? (anyRole ? [] : null),
    ...(anyRole && { anyRole }),
  };
}
