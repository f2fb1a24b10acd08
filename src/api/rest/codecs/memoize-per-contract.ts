import type { Contract, TypeRef } from '../../contract/model.ts';

/** What is worked out of a type of a contract: neither ever changes, so it is made when it is wanted first, and kept. */
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
