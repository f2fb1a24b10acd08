import { type Contract, type EnumType, enumNamed } from '../../contract/model.ts';

const known = new WeakMap<EnumType, ReadonlySet<unknown>>();

/** Returns the name of an enum value, or the fallback of the enum for a value that this version does not know. */
export function enumText(value: unknown, name: string, contract: Contract): string {
  const type = enumNamed(contract, name);
  let names = known.get(type);
  if (!names) {
    names = new Set(type.values.map((one) => one.name));
    known.set(type, names);
  }
  return type.fallback === null || names.has(value) ? String(value) : type.fallback;
}
