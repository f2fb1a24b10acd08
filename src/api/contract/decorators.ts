import { type ClassType, Extensions, ObjectType, type ObjectTypeOptions } from 'type-graphql';

/** ServiceStack metadata of a class. */
export interface DtoOptions {
  /** The C# namespace. It also determines the XML namespace. */
  readonly namespace: string;
  /** The C# class name, if it differs from the name of the GraphQL type. */
  readonly as?: string;
  /**
   * `false` if the members of the vendor's class have no `[ApiMember]`.
   * GraphQL and OpenAPI show the descriptions then, DTOs do not.
   */
  readonly apiMembers?: false;
  /** Makes the class generic in C#: the DTO that stands for `T`, or `T` itself for a class that is only a base. */
  readonly typeArgument?: string;
  /** Base class of an input type, because GraphQL has none: a `@Dto` input type whose fields the class inherits. */
  readonly base?: { readonly name: string; readonly typeArgument?: string };
}

/** ServiceStack metadata of a field. */
export interface MemberOptions {
  /** `servicestack`: the field exists only in GraphQL. */
  readonly omitFrom?: 'servicestack';
  /** The C# property name, if it is not the capitalized field name. */
  readonly as?: string;
  /** Whether the field of an enum type keeps values that the enum does not have; otherwise they are validation errors. */
  readonly isOpenEnum?: true;
}

export type HttpVerb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface RouteOptions {
  readonly verb: HttpVerb;
  /** Path in ServiceStack's syntax, such as `/sessions/{sessionId}`. Each `{name}` is a member of the request. */
  readonly path: string;
  /**
   * Member of each variable of the path that is not itself a member: `{ memberId: 'memberToRemove' }`. Such a variable
   * supplies the member only if the request does not.
   */
  readonly variables?: Readonly<Record<string, string>>;
}

interface CommonOperationOptions {
  readonly routes: readonly [RouteOptions, ...RouteOptions[]];
  /** Roles that the caller needs, all of them. Empty: any signed-in user. Absent, without `anyRole`: no sign-in needed. */
  readonly roles?: readonly string[];
  /** Roles of which the caller needs one, besides all of `roles`. */
  readonly anyRole?: readonly [string, ...string[]];
}

/** ServiceStack metadata of a root field. */
export interface OperationOptions extends CommonOperationOptions {
  /** Name of the request DTO: the input type of that name, or else a DTO built from the field's arguments. */
  readonly request: string;
  /** The C# namespace of a request DTO built from arguments. */
  readonly requestNamespace?: string;
  /** `void`: REST responds with 204 and no body, whatever the type of the field is. */
  readonly returns?: 'void';
  /** Request headers that set arguments of the field: `{ 'X-Account-Id': 'accountId' }`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** ServiceStack metadata of a REST-only operation, declared on its request class. */
export interface RestOperationOptions extends CommonOperationOptions {
  /** The class of the response. It needs a `@Dto`. */
  readonly response: ClassType;
}

/**
 * TypeGraphQL's `@ObjectType` with default resolvers: only fields with a `@FieldResolver` have a resolver.
 * For all other fields graphql-js reads the property of the same name.
 */
export const SimpleObjectType = (options: ObjectTypeOptions = {}): ClassDecorator =>
  ObjectType({ ...options, simpleResolvers: true });

type ContractDecorator = ReturnType<typeof Extensions>;

/**
 * Name of the extension that holds a type's `@Dto`.
 * It contains the type's name, because extensions of a base class take precedence in TypeGraphQL.
 */
export const dtoExtension = (typeName: string): string => `contract:${typeName}`;

/**
 * Name of the extension that holds a request's `@RestOperation`.
 * It contains the type's name for the same reason as {@link dtoExtension}.
 */
export const restOperationExtension = (typeName: string): string => `operation:${typeName}`;

/** Adds a type to the ServiceStack contract. The class must have the name of the GraphQL type. */
export const Dto =
  (options: DtoOptions): ClassDecorator =>
  (target) =>
    Extensions({ [dtoExtension(target.name)]: options })(target);

/** Changes how a field appears in the ServiceStack contract. Without it, a field of a DTO keeps its name. */
export const Member = (options: MemberOptions): ContractDecorator => Extensions({ contract: options });

/**
 * Makes a root field an operation of the ServiceStack contract.
 * The operation has the description of the field, and its type as the response unless it returns void.
 */
export const Operation = (options: OperationOptions): ContractDecorator => Extensions({ contract: options });

/**
 * Makes a `@Dto` input type the request of a REST-only operation, which has the description of the type.
 * The type and its response must be listed in `api/graphql/server/rest-only-types.ts`, because no field refers to them.
 */
export const RestOperation =
  (options: RestOperationOptions): ClassDecorator =>
  (target) =>
    Extensions({ [restOperationExtension(target.name)]: options })(target);

/** Cost of a field where the defaults are wrong: 1 for an object, 0.1 for a leaf, 10 assumed values for a list. */
export interface CostOptions {
  /** Points in addition to the cost of the selected fields; for a leaf, instead of 0.1. */
  readonly weight?: number;
  /** Assumed length of a list, or the name of the list argument whose length it has. */
  readonly listSize?: number | string;
}

/** Overrides the default cost of a field. */
export const Cost = (options: CostOptions): ContractDecorator => Extensions({ cost: options });

/** Reads the cost options of a field of the built schema. */
export function costOptionsOf(extensions: Readonly<Record<string, unknown>>): CostOptions {
  return (extensions.cost ?? {}) as CostOptions;
}
