import { type Contract, dtoNamed, type MemberType, type TypeRef } from '../../contract/model.ts';

/** Returns the member with the items of a list response, such as `items` or `sessions`: the first member of its type. */
export function itemsMember(type: TypeRef, contract: Contract): MemberType | undefined {
  if (type.kind !== 'dto') return undefined;
  const [first] = dtoNamed(contract, type.name).members;
  return first?.type.kind === 'list' && first.type.of.kind === 'dto' ? first : undefined;
}
