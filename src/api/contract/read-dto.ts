import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInputObjectType,
} from 'graphql';
import { type DtoOptions, dtoExtension, type MemberOptions, type OperationOptions } from './decorators.ts';
import type { DtoType, MemberType, TypeRef } from './model.ts';
import { readTypeRef } from './read-type-ref.ts';
import { dataContractNamespace } from './xml-names.ts';

export type ContractField = GraphQLField<unknown, unknown>;
type MemberSource = ContractField | GraphQLInputField | GraphQLArgument;
type Extended = { readonly extensions: Readonly<Record<string, unknown>> };

/** @returns the `@Dto` options of a type; `undefined` if it has no `@Dto` */
export function dtoOptions(type: Extended & { readonly name: string }): DtoOptions | undefined {
  return type.extensions[dtoExtension(type.name)] as DtoOptions | undefined;
}

/**
 * Builds the DTO of a type that has a `@Dto`.
 * @throws Error if the schema lacks the base that an input type names
 */
export function readDto(
  source: GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType,
  schema: GraphQLSchema,
): DtoType {
  const options = dtoOptions(source);
  if (!options) throw new Error(`${source.name} has no @Dto`);
  const base = isInputObjectType(source)
    ? baseOf(source.name, options, schema)
    : source.getInterfaces().find(dtoOptions);
  const inherited = base?.getFields() ?? {};
  const own = Object.values<MemberSource>(source.getFields()).filter((field) => !(field.name in inherited));
  return {
    ...named(source.name, options.as ?? source.name, options.namespace),
    base: base?.name ?? null,
    ...(options.base?.typeArgument !== undefined && { baseArgument: options.base.typeArgument }),
    ...(options.typeArgument !== undefined && { typeArgument: options.typeArgument }),
    description: source.description ?? null,
    members: readMembers(own, options.apiMembers ?? true),
  };
}

function baseOf(name: string, { base }: DtoOptions, schema: GraphQLSchema): GraphQLInputObjectType | undefined {
  if (!base) return undefined;
  const type = schema.getType(base.name);
  if (isInputObjectType(type)) return type;
  throw new Error(`${name} has the base ${base.name}, which the schema lacks: list it in rest-only-types.ts`);
}

/** Builds the request DTO of an operation without an input type: one member for each argument. */
export function readRequestOfArguments(field: ContractField, options: OperationOptions): DtoType {
  const { request, requestNamespace } = options;
  if (requestNamespace === undefined)
    throw new Error(`${request} is not an input type, so it needs a requestNamespace`);
  return {
    ...named(request, request, requestNamespace),
    base: null,
    description: field.description ?? null,
    members: readMembers(field.args, true),
  };
}

function named(name: string, clrName: string, namespace: string) {
  return { name, clrName, namespace, xmlNamespace: dataContractNamespace(namespace), xmlOrder: 'byName' } as const;
}

function readMembers(sources: readonly MemberSource[], apiMember: boolean): MemberType[] {
  return sources.flatMap((source) => {
    const options = (source.extensions.contract ?? {}) as MemberOptions;
    if (options.omitFrom === 'servicestack') return [];
    const clrName = options.as ?? source.name.charAt(0).toUpperCase() + source.name.slice(1);
    return {
      name: source.name,
      clrName,
      jsonName: options.as === undefined ? source.name : lowerFirstRun(options.as),
      description: source.description ?? null,
      apiMember,
      type: options.isOpenEnum ? openEnum(readTypeRef(source.type)) : readTypeRef(source.type),
      defaultValue: 'defaultValue' in source ? source.defaultValue : undefined,
    };
  });
}

function openEnum(type: TypeRef): TypeRef {
  if (type.kind === 'list') return { ...type, of: openEnum(type.of) };
  return type.kind === 'enum' ? { ...type, isOpen: true } : type;
}

/** Converts a name to ServiceStack's camel case: `CallSid` becomes `callSid`, `URLPath` becomes `urlPath`. */
function lowerFirstRun(name: string): string {
  return name.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (run) => run.toLowerCase());
}
