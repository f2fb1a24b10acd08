import type { Contract, DtoType, EnumType, OperationType, TypeRef } from '../model.ts';

/** The part of a contract a client asked for, in the order a walk from its operations meets it. */
export interface TypeSelection {
  readonly types: readonly (DtoType | EnumType)[];
  readonly operations: readonly OperationType[];
}

/** Tells the two kinds of type apart. */
export function isEnum(type: DtoType | EnumType): type is EnumType {
  return 'values' in type;
}

/**
 * ServiceStack's IncludeTypes and ExcludeTypes: `Name`, `Name.*` (with all it refers to, and its response), `*.Name`
 * (what refers to it) and `Namespace/*`. Nothing included means all that the operations reach.
 */
export function selectTypes(
  contract: Contract,
  include: readonly string[] = [],
  exclude: readonly string[] = [],
): TypeSelection {
  const wanted = new Set<string>();
  if (include.length === 0) for (const name of Object.keys(contract.operations)) reach(contract, name, wanted);
  for (const pattern of include) addMatches(contract, pattern, wanted);
  const unwanted = new Set<string>();
  for (const pattern of exclude) addMatches(contract, pattern, unwanted);
  const selected = [...wanted].filter((name) => !unwanted.has(name));
  return {
    types: selected.flatMap((name) => contract.dtos[name] ?? contract.enums[name] ?? []),
    operations: selected.flatMap((name) => contract.operations[name] ?? []),
  };
}

/** The names a type refers to itself: for a request its members' types, then its response; else its base first. */
export function references(contract: Contract, name: string): readonly string[] {
  const dto = contract.dtos[name];
  if (!dto) return [];
  const operation = contract.operations[name];
  const members = dto.members.flatMap((member) => typeNames(member.type));
  const response = operation?.response ? typeNames(operation.response) : [];
  return [...(dto.base === null ? [] : [dto.base]), ...members, ...response];
}

/** The name of the type a reference ends at; none for a scalar. */
export function typeNames(type: TypeRef): readonly string[] {
  if (type.kind === 'list') return typeNames(type.of);
  return type.kind === 'dto' || type.kind === 'enum' ? [type.name] : [];
}

function reach(contract: Contract, name: string, found: Set<string>): void {
  if (found.has(name)) return;
  found.add(name);
  for (const reference of references(contract, name)) reach(contract, reference, found);
}

function addMatches(contract: Contract, pattern: string, found: Set<string>): void {
  const all = [...Object.values(contract.dtos), ...Object.values(contract.enums)];
  if (pattern.endsWith('/*')) {
    const namespace = pattern.slice(0, -2);
    for (const type of all) if (type.namespace === namespace) found.add(type.name);
  } else if (pattern.endsWith('.*')) {
    const name = pattern.slice(0, -2);
    if (all.some((type) => type.name === name)) reach(contract, name, found);
  } else if (pattern.startsWith('*.')) {
    const name = pattern.slice(2);
    for (const type of all)
      if (type.name === name || references(contract, type.name).includes(name)) found.add(type.name);
  } else if (all.some((type) => type.name === pattern)) {
    found.add(pattern);
  }
}
