import fc from 'fast-check';
import { allMembers, type Contract, dtoNamed, enumNamed, type TypeRef } from '../../src/api/contract/model.ts';

/** Text that has broken some reader somewhere: what formats use as signs, what XML has no place for, half characters. */
const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((codes) => String.fromCharCode(...codes)),
  fc.array(fc.integer({ min: 0, max: 0x2f }), { maxLength: 12 }).map((codes) => String.fromCharCode(...codes)),
  fc
    .array(fc.constantFrom(...'"\'`,:;{}[]<>&\\/ \t\r\n\0\u0001\u0085\u2028\uFEFF\uFFFE\uFFFF\uD800\uDC00'), {
      maxLength: 12,
    })
    .map((characters) => characters.join('')),
  fc.constantFrom(
    ']]>',
    '<![CDATA[',
    '&#x1;',
    '&amp;#x1;',
    '<!--',
    '__proto__',
    'constructor',
    'null',
    'True',
    '""',
    '1e3',
    '=1+1',
  ),
);

/** Any value of a type, as the codecs take it. Built from the contract, so a new type or member is tried without more ado. */
export function arbitraryOf(type: TypeRef, contract: Contract): fc.Arbitrary<unknown> {
  const value = presentValue(type, contract);
  return type.nullable ? fc.option(value, { nil: null }) : value;
}

function presentValue(type: TypeRef, contract: Contract): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case 'string':
      return hostileText;
    case 'dateTime':
      return fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    case 'bool':
      return fc.boolean();
    case 'int':
      return fc.integer();
    case 'double':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'enum':
      return fc.constantFrom(...enumNamed(contract, type.name).values.map(({ name }) => name));
    case 'list':
      return fc.array(arbitraryOf(type.of, contract), { maxLength: 3 });
    case 'dictionary':
      return fc.uniqueArray(fc.record({ key: hostileText, value: hostileText }), {
        maxLength: 4,
        selector: ({ key }) => wellFormedText(key),
      });
    case 'dto': {
      const members = allMembers(contract, dtoNamed(contract, type.name));
      return fc.record(Object.fromEntries(members.map((member) => [member.name, arbitraryOf(member.type, contract)])));
    }
  }
}

/** What a value is after it went over the wire: half characters are U+FFFD, and the entries of a dictionary have no order. */
export function overTheWire(value: unknown): unknown {
  if (typeof value === 'string') return wellFormedText(value);
  if (value instanceof Date || typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, overTheWire(item)]));
  const items = value.map(overTheWire);
  return items.every(isEntry) ? items.toSorted((a, b) => (a.key < b.key ? -1 : 1)) : items;
}

function wellFormedText(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

function isEntry(item: unknown): item is { key: string } {
  return typeof item === 'object' && item !== null && 'key' in item;
}
