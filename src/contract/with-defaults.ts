import { allMembers, type Contract, type DtoType, enumNamed, type MemberType } from './model.ts';

/**
 * A decoded request with every member there: what was not sent gets its declared default, else what a .NET constructor
 * leaves in it (null, false, 0, the first member of an enum, an empty collection).
 */
export function withDefaults(
  sent: Readonly<Record<string, unknown>>,
  type: DtoType,
  contract: Contract,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const member of allMembers(contract, type)) {
    result[member.name] = sent[member.name] ?? defaultOf(member, contract);
  }
  return result;
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
