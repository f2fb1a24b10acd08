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
  for (const member of allMembers(contract, type)) {
    const value = sent[member.name] ?? null;
    result[member.name] = value === null ? defaultOf(member, contract) : filled(value, member.type, contract);
  }
  return result;
}

function filled(value: unknown, type: TypeRef, contract: Contract): unknown {
  if (type.kind === 'list') return (value as readonly unknown[]).map((item) => filled(item, type.of, contract));
  if (type.kind !== 'dto') return value;
  return withDefaults(value as Readonly<Record<string, unknown>>, dtoNamed(contract, type.name), contract);
}

function defaultOf({ defaultValue, type }: MemberType, contract: Contract): unknown {
  if (defaultValue !== undefined) return structuredClone(defaultValue);
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
