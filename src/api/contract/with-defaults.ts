import {
  allMembers,
  type Contract,
  type DtoType,
  dtoNamed,
  enumNamed,
  type MemberType,
  type TypeRef,
} from './model.ts';

/**
 * A decoded value with every member there, and so the objects in it: what was not sent gets its declared default, else what a .NET constructor
 * leaves in it (null, false, 0, the first member of an enum, an empty collection).
 */
export function withDefaults(
  sent: Readonly<Record<string, unknown>>,
  type: DtoType,
  contract: Contract,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const { name, type: memberType, makeDefault } of filledMembers(type, contract)) {
    const value = sent[name] ?? null;
    result[name] = value === null ? makeDefault() : filled(value, memberType, contract);
  }
  return result;
}

interface FilledMember {
  readonly name: string;
  readonly type: TypeRef;
  /** A new one each time where it could be changed. */
  readonly makeDefault: () => unknown;
}

function filledMembers(type: DtoType, contract: Contract): readonly FilledMember[] {
  let members = filledByType.get(type);
  if (!members) {
    members = allMembers(contract, type).map((member) => ({
      name: member.name,
      type: member.type,
      makeDefault: makerOf(defaultOf(member, contract)),
    }));
    filledByType.set(type, members);
  }
  return members;
}

function makerOf(value: unknown): () => unknown {
  if (typeof value !== 'object' || value === null) return () => value;
  return Array.isArray(value) && value.length === 0 ? () => [] : () => structuredClone(value);
}

const filledByType = new WeakMap<DtoType, readonly FilledMember[]>();

function filled(value: unknown, type: TypeRef, contract: Contract): unknown {
  if (type.kind === 'list') return (value as readonly unknown[]).map((item) => filled(item, type.of, contract));
  if (type.kind !== 'dto') return value;
  return withDefaults(value as Readonly<Record<string, unknown>>, dtoNamed(contract, type.name), contract);
}

function defaultOf({ defaultValue, type }: MemberType, contract: Contract): unknown {
  if (defaultValue !== undefined) return defaultValue;
  if (type.nullable) return null;
  switch (type.kind) {
    case 'enum':
      return enumNamed(contract, type.name).values[0]?.name;
    case 'bool':
      return false;
    case 'int':
    case 'double':
      return 0;
    case 'list':
    case 'dictionary':
      return [];
    default:
      return null;
  }
}
