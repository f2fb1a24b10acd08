import type { HttpVerb } from './decorators.ts';

/**
 * The type of a member. `dateTime` is a `Date` here, ISO 8601 text on the wire and `string` in C#; `dictionary` is a
 * list of `{ key, value }` here and a map of strings on the wire. `name` is a key of the contract's enums or dtos.
 */
export type TypeRef =
  | { readonly kind: 'string' | 'dateTime' | 'bool' | 'int' | 'double' | 'dictionary'; readonly nullable: boolean }
  | { readonly kind: 'enum' | 'dto'; readonly name: string; readonly nullable: boolean }
  | { readonly kind: 'list'; readonly of: TypeRef; readonly nullable: boolean };

export interface MemberType {
  /** The GraphQL name: the key in the plain objects that codecs read and write. */
  readonly name: string;
  readonly clrName: string;
  readonly jsonName: string;
  readonly description: string | null;
  /** Whether the C# class carries the description as `[ApiMember]`. */
  readonly apiMember: boolean;
  readonly type: TypeRef;
  /** The declared default, `undefined` if there is none. */
  readonly defaultValue: unknown;
}

export interface DtoType {
  readonly name: string;
  readonly clrName: string;
  readonly namespace: string;
  readonly xmlNamespace: string;
  /** XML order of the members: DataContractSerializer sorts by name, save where the class numbers its members. */
  readonly xmlOrder: 'byName' | 'declared';
  /** Name of the base class, whose members are not repeated in `members`. */
  readonly base: string | null;
  readonly description: string | null;
  readonly members: readonly MemberType[];
}

export interface EnumType {
  readonly name: string;
  readonly namespace: string;
  readonly description: string | null;
  readonly values: readonly { readonly name: string; readonly description: string | null }[];
}

export interface Route {
  readonly verb: HttpVerb;
  readonly path: string;
}

export interface OperationType {
  /** Name of the request DTO, and by that of the operation. */
  readonly request: string;
  /** `null` where the answer has no body. */
  readonly response: TypeRef | null;
  readonly description: string | null;
  readonly routes: readonly Route[];
  readonly headers: readonly { readonly name: string; readonly description: string | null }[];
  /** Roles the caller must have, all of them; `null` when no sign-in is needed. */
  readonly roles: readonly string[] | null;
}

/** Everything the ServiceStack side shows, each record in the order a walk from the operations meets it. Deeply frozen. */
export interface Contract {
  readonly dtos: Readonly<Record<string, DtoType>>;
  readonly enums: Readonly<Record<string, EnumType>>;
  readonly operations: Readonly<Record<string, OperationType>>;
}

/** The DTO of that name; a name the contract does not have is a fault of the program. */
export function dtoNamed(contract: Contract, name: string): DtoType {
  return entry(contract.dtos, name);
}

/** The enum of that name; as {@link dtoNamed}. */
export function enumNamed(contract: Contract, name: string): EnumType {
  return entry(contract.enums, name);
}

/** The operation with that request, whatever its case, as ServiceStack matches it; `undefined` if there is none. */
export function findOperation(contract: Contract, request: string): OperationType | undefined {
  const wanted = request.toLowerCase();
  return Object.values(contract.operations).find((operation) => operation.request.toLowerCase() === wanted);
}

/** Own members, then those of the base classes: the order of JSON, JSV and CSV. */
export function allMembers(contract: Contract, dto: DtoType): readonly MemberType[] {
  if (dto.base === null) return dto.members;
  let members = withInherited.get(dto);
  if (!members) {
    members = [...dto.members, ...allMembers(contract, dtoNamed(contract, dto.base))];
    withInherited.set(dto, members);
  }
  return members;
}

/** Every answer asks for them; a contract never changes, so once is enough. */
const withInherited = new WeakMap<DtoType, readonly MemberType[]>();

/** `Voice.Api.Sessions.NewSession`. */
export function clrFullName(type: { readonly namespace: string; readonly name: string; readonly clrName?: string }) {
  return `${type.namespace}.${type.clrName ?? type.name}`;
}

function entry<T>(record: Readonly<Record<string, T>>, name: string): T {
  const found = record[name];
  if (found === undefined) throw new Error(`the contract has no ${name}`);
  return found;
}
