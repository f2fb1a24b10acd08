import { allMembers, type Contract, dtoNamed, enumNamed, type TypeRef } from './model.ts';

/**
 * ServiceStack's placeholder for a type: `String`, `false`, the first member of an enum, one item in a list.
 * Dates are text to ServiceStack, so `String` too, unless `date` has something better.
 */
export function sampleValue(type: TypeRef, contract: Contract, date: unknown = 'String'): unknown {
  switch (type.kind) {
    case 'string':
      return 'String';
    case 'dateTime':
      return date;
    case 'bool':
      return false;
    case 'int':
    case 'double':
      return 0;
    case 'enum':
      return enumNamed(contract, type.name).values[0]?.name;
    case 'list':
      return [sampleValue(type.of, contract, date)];
    case 'dictionary':
      return [{ key: 'String', value: 'String' }];
    case 'dto':
      return Object.fromEntries(
        allMembers(contract, dtoNamed(contract, type.name)).map((member) => [
          member.name,
          sampleValue(member.type, contract, date),
        ]),
      );
  }
}
