import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withDefaults } from '../../../src/api/contract/with-defaults.ts';
import { codecs } from '../../../src/api/rest/codecs/codecs.ts';
import { arbitraryOf, overTheWire } from '../../support/arbitrary-of.ts';
import { contract, listOf, newSession, refTo, sessionInfo } from '../../support/contract.ts';

describe.each(Object.values(codecs))('$format', (codec) => {
  test.each([sessionInfo, newSession])('any $name survives, in hostile text too', (type) => {
    fc.assert(
      fc.property(arbitraryOf(refTo(type), contract), (value) => {
        const text = codec.encode(value, refTo(type), contract);
        // what leaves is UTF-8: a text that is not would change on the way
        expect(Buffer.from(text).toString()).toBe(text);
        const read = withDefaults(codec.decode(text, type, contract), type, contract);
        expect(overTheWire(read)).toEqual(overTheWire(value));
      }),
      { numRuns: 150 },
    );
  });

  test('any batch survives', () => {
    fc.assert(
      fc.property(fc.array(arbitraryOf(refTo(newSession), contract), { maxLength: 3 }), (values) => {
        const text = codec.encode(values, listOf(newSession), contract);
        const read = codec.decodeList(text, newSession, contract);
        expect(overTheWire(read.map((item) => withDefaults(item, newSession, contract)))).toEqual(overTheWire(values));
      }),
      { numRuns: 100 },
    );
  });
});
