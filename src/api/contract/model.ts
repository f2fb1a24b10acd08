import type { HttpVerb } from './decorators.ts';

/**
 * Type of a member. `dateTime` is a `Date` in memory, ISO 8601 text on the wire and `string` in C#; `dictionary` is a
 * list of `{ key, value }` in memory and a map of strings on the wire. `name` is a key of the contract's enums or dtos.
 */
export type TypeRef =
  | { readonly kind: 'string' | 'dateTime' | 'bool' | 'int' | 'double' | 'dictionary'; readonly nullable: boolean }
  | {
      readonly kind: 'enum';
      readonly name: string;
      readonly nullable: boolean;
      /** Whether a request may have a value that the enum does not have. */
      readonly isOpen?: true;
    }
  | { readonly kind: 'dto'; readonly name: string; readonly nullable: boolean }
  | { readonly kind: 'list'; readonly of: TypeRef; readonly nullable: boolean };

export interface MemberType {
  /** The GraphQL name: the key in the plain objects that codecs read and write. */
  readonly name: string;
  readonly clrName: string;
  readonly jsonName: string;
  readonly description: string | null;
  /** Whether the C# class has the description as `[ApiMember]`. */
  readonly apiMember: boolean;
  readonly type: TypeRef;
  /** The declared default; `undefined` if there is none. */
  readonly defaultValue: unknown;
}

export interface DtoType {
  readonly name: string;
  readonly clrName: string;
  readonly namespace: string;
  readonly xmlNamespace: string;
  /** XML order of the members: DataContractSerializer sorts them by name unless the class numbers them. */
  readonly xmlOrder: 'byName' | 'declared';
  /** Name of the base class, whose members are not repeated in `members`. */
  readonly base: string | null;
  /** Type argument of the base class, if that is generic: a name in `dtos`. */
  readonly baseArgument?: string;
  /** Type argument of a generic class: a name in `dtos`, or `T` for a class that is only a base. */
  readonly typeArgument?: string;
  readonly description: string | null;
  readonly members: readonly MemberType[];
}

export interface EnumType {
  readonly name: string;
  readonly namespace: string;
  readonly description: string | null;
  readonly values: readonly { readonly name: string; readonly description: string | null }[];
  /** The value that a response has in place of one that this version does not know; `null` if values are not stored. */
  readonly fallback: string | null;
}

export interface Route {
  readonly verb: HttpVerb;
  readonly path: string;
  /** Member of each variable of the path that is not itself a member. */
  readonly variables?: Readonly<Record<string, string>>;
}

export interface OperationType {
  /** Name of the request DTO, which is also the name of the operation. */
  readonly request: string;
  /** `null` if the response has no body. */
  readonly response: TypeRef | null;
  readonly description: string | null;
  readonly routes: readonly Route[];
  readonly headers: readonly { readonly name: string; readonly description: string | null }[];
  /** Roles that the caller needs, all of them; `null` if no sign-in is needed. */
  readonly roles: readonly string[] | null;
  /** Roles of which the caller needs one, besides all of `roles`. */
  readonly anyRole?: readonly string[];
}

/**
 * The ServiceStack contract, deeply frozen.
 * Records are in the order in which a traversal from the operations reaches them.
 */
export interface Contract {
  readonly dtos: Readonly<Record<string, DtoType>>;
  readonly enums: Readonly<Record<string, EnumType>>;
  readonly operations: Readonly<Record<string, OperationType>>;
}

/**
 * @returns the DTO of that name
 * @throws Error if the contract has none, which is a programming error
 */
export function dtoNamed(contract: Contract, name: string): DtoType {
  return entry(contract.dtos, name);
}

/** Like {@link dtoNamed}, for an enum. */
export function enumNamed(contract: Contract, name: string): EnumType {
  return entry(contract.enums, name);
}

/** Finds an operation by its request name, case-insensitively as ServiceStack does; `undefined` if there is none. */
export function findOperation(contract: Contract, request: string): OperationType | undefined {
  const wanted = request.toLowerCase();
  return Object.values(contract.operations).find((operation) => operation.request.toLowerCase() === wanted);
}

/** Returns the members of a DTO, then those of its base classes: the order in JSON, JSV and CSV. */
export function allMembers(contract: Contract, dto: DtoType): readonly MemberType[] {
  if (dto.base === null) return dto.members;
  let members = withInherited.get(dto);
  if (!members) {
    members = [...dto.members, ...allMembers(contract, dtoNamed(contract, dto.base))];
    withInherited.set(dto, members);
  }
  return members;
}

/** Cache of `allMembers`: every response needs the members, and a contract never changes. */
const withInherited = new WeakMap<DtoType, readonly MemberType[]>();

/** Full name in C#, such as `Voice.Api.Sessions.NewSession`. */
export function clrFullName(type: { readonly namespace: string; readonly name: string; readonly clrName?: string }) {
  return `${type.namespace}.${type.clrName ?? type.name}`;
}

function entry<T>(record: Readonly<Record<string, T>>, name: string): T {
  const found = record[name];
  if (found === undefined) throw new Error(`the contract has no ${name}`);
  return found;
}
