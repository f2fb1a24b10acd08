import { type ClassType, Extensions, ObjectType, type ObjectTypeOptions } from 'type-graphql';

/** What a class says about its ServiceStack side. */
export interface DtoOptions {
  /** The C# namespace; it fixes the XML namespace too. */
  readonly namespace: string;
  /** The C# class name, where it is not the GraphQL type's. */
  readonly as?: string;
  /** `false` where the vendor's class has no `[ApiMember]` on its members: GraphQL and OpenAPI show the descriptions, DTOs do not. */
  readonly apiMembers?: false;
}

/** What a field says about its ServiceStack side. */
export interface MemberOptions {
  /** `servicestack`: the field is GraphQL only. */
  readonly omitFrom?: 'servicestack';
  /** The C# property name, where it is not the field's with a capital. */
  readonly as?: string;
}

export type HttpVerb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface RouteOptions {
  readonly verb: HttpVerb;
  /** As ServiceStack writes it: `/sessions/{id}`; each `{name}` is a member of the request. */
  readonly path: string;
}

interface CommonOperationOptions {
  readonly routes: readonly [RouteOptions, ...RouteOptions[]];
  /** Roles the caller needs, all of them; the empty list asks only for a signed-in user, absent means open to all. */
  readonly roles?: readonly string[];
}

/** What a root field says about its ServiceStack side. */
export interface OperationOptions extends CommonOperationOptions {
  /** Name of the request DTO: an input type of that name if there is one, else it is built from the field's arguments. */
  readonly request: string;
  /** The C# namespace of a request built from arguments. */
  readonly requestNamespace?: string;
  /** REST answers 204 without a body, whatever GraphQL shows. */
  readonly returns?: 'void';
  /** Request headers that stand for arguments of the field: `{ 'X-Account-Id': 'accountId' }`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the request class of an operation that only REST has says about it. */
export interface RestOperationOptions extends CommonOperationOptions {
  /** The class of the response; it needs a `@Dto`. */
  readonly response: ClassType;
}

/**
 * TypeGraphQL's `@ObjectType`, whose fields have a resolver only where a `@FieldResolver` says so. All others are left to
 * graphql-js, which reads the property of that name.
 */
export const SimpleObjectType = (options: ObjectTypeOptions = {}): ClassDecorator =>
  ObjectType({ ...options, simpleResolvers: true });

type ContractDecorator = ReturnType<typeof Extensions>;

/** The extension a type's `@Dto` is under. It has the name in it because TypeGraphQL lets a base class's extensions win. */
export const dtoExtension = (typeName: string): string => `contract:${typeName}`;

/** The extension of a request's `@RestOperation`. It contains the type's name for the same reason as {@link dtoExtension}. */
export const restOperationExtension = (typeName: string): string => `operation:${typeName}`;

/** Puts a type into the ServiceStack contract; the class has the name of the GraphQL type. */
export const Dto =
  (options: DtoOptions): ClassDecorator =>
  (target) =>
    Extensions({ [dtoExtension(target.name)]: options })(target);

/** Changes how a field appears in the ServiceStack contract; without it a field of a Dto appears under its own name. */
export const Member = (options: MemberOptions): ContractDecorator => Extensions({ contract: options });

/** Makes a root field an operation of the ServiceStack contract. Its response is the field's type unless it returns void, its description the field's. */
export const Operation = (options: OperationOptions): ContractDecorator => Extensions({ contract: options });

/**
 * Makes a `@Dto` input type the request of an operation that only REST has. The operation's description is the type's.
 * The type and its response must be listed in `graphql/rest-only-types.ts`, because no field refers to them.
 */
export const RestOperation =
  (options: RestOperationOptions): ClassDecorator =>
  (target) =>
    Extensions({ [restOperationExtension(target.name)]: options })(target);

/** What answering a field costs, where the usual guess is wrong: an object costs 1, a leaf 0.1, a list is taken for 10 values. */
export interface CostOptions {
  /** Points on top of what is selected in it; for a leaf instead of 0.1. */
  readonly weight?: number;
  /** How many values a list is likely to have, or the name of the argument that has one for each. */
  readonly listSize?: number | string;
}

/** Corrects what a field counts for in the cost of an operation. */
export const Cost = (options: CostOptions): ContractDecorator => Extensions({ cost: options });

/** What a field of the built schema says of its cost. */
export function costOptionsOf(extensions: Readonly<Record<string, unknown>>): CostOptions {
  return (extensions.cost ?? {}) as CostOptions;
}
