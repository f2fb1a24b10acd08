import { type Contract, type DtoType, dtoNamed, type EnumType } from './model.ts';

/** C# name of a DTO, with its type argument: `ListResponse<SessionInfo>`. */
export function clrTypeName(contract: Contract, name: string): string {
  const { clrName, typeArgument } = dtoNamed(contract, name);
  return typeArgument === undefined ? clrName : `${clrName}<${argumentName(contract, typeArgument)}>`;
}

/** C# name of the base class of a DTO, with its type argument; `null` if there is none. */
export function clrBaseName(contract: Contract, { base, baseArgument }: DtoType): string | null {
  if (base === null) return null;
  const { clrName } = dtoNamed(contract, base);
  return baseArgument === undefined ? clrName : `${clrName}<${argumentName(contract, baseArgument)}>`;
}

/** C# name in the declaration of a class: `ListResponse<T>`. */
export function declaredName({ clrName, typeArgument }: DtoType): string {
  return typeArgument === undefined ? clrName : `${clrName}<T>`;
}

/** C# name of a type argument; `T` stays. */
export function argumentName(contract: Contract, argument: string): string {
  return contract.dtos[argument]?.clrName ?? argument;
}

/** Leaves the first of the types that are one generic class with different arguments, because it is declared once. */
export function declaredOnce(types: readonly (DtoType | EnumType)[]): readonly (DtoType | EnumType)[] {
  const declared = new Set<string>();
  return types.filter((type) => {
    if (!('typeArgument' in type) || type.typeArgument === undefined) return true;
    const isFirst = !declared.has(type.clrName);
    declared.add(type.clrName);
    return isFirst;
  });
}
