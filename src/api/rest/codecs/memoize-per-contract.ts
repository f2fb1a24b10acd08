import type { Contract, TypeRef } from '../../contract/model.ts';

/** Memoizes a function of a type and its contract. Neither ever changes, so cached values never expire. */
export function memoizePerContract<Made>(
  create: (type: TypeRef, contract: Contract) => Made,
): (type: TypeRef, contract: Contract) => Made {
  const ofContracts = new WeakMap<Contract, WeakMap<TypeRef, Made>>();
  return (type, contract) => {
    let ofTypes = ofContracts.get(contract);
    if (!ofTypes) {
      ofTypes = new WeakMap();
      ofContracts.set(contract, ofTypes);
    }
    let value = ofTypes.get(type);
    if (value === undefined) {
      value = create(type, contract);
      ofTypes.set(type, value);
    }
    return value;
  };
}
