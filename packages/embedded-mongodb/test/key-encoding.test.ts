import { Binary, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeValue, inverted, successor } from '../src/key-encoding.ts';
import { compareValues } from '../src/values.ts';

const limit = 1_000;

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const scalar = fc.oneof(
  fc.constantFrom(
    null,
    Number.NaN,
    0,
    -0,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    2 ** 53,
    -(2 ** 53),
    new MinKey(),
    new MaxKey(),
  ),
  fc.double(),
  fc.integer(),
  fc.integer().map((n) => new Int32(n)),
  fc.double().map((n) => new Double(n)),
  int64.map((n) => Long.fromBigInt(n)),
  fc.integer({ min: -9, max: 9 }).map((n) => Long.fromBigInt(2n ** 53n + BigInt(n))),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom('\0', '\x01', 'a', 'ÿ', '\uffff', '\u{10000}') }),
  fc.boolean(),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.tuple(fc.uint8Array({ maxLength: 4 }), fc.nat(5)).map(([bytes, subtype]) => new Binary(bytes, subtype)),
  int64.map((n) => new Timestamp(Long.fromBigInt(n).toUnsigned())),
  fc.constantFrom(/a/, /a/i, /b/),
);

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string({ maxLength: 3 }), tie('value'), { maxKeys: 3 }),
  ),
}));

const encode = (one: unknown, most = limit): Buffer => encodeValue(one, most).bytes;

test('encoded values sort as the values do, ascending and descending', () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      const expected = compareValues(a, b);
      expect(Buffer.compare(encode(a), encode(b))).toBe(expected);
      expect(Buffer.compare(inverted(encode(a)), inverted(encode(b)))).toBe(expected === 0 ? 0 : -expected);
      expect(encode(a).subarray(0, encode(b).length).equals(encode(b))).toBe(expected === 0);
    }),
    { numRuns: 3_000 },
  );
});

test('values that follow each other in a key do not disturb its order', () => {
  fc.assert(
    fc.property(value, value, value, value, (a, b, c, d) => {
      const expected = compareValues(a, b) || -compareValues(c, d);
      const key = (first: unknown, second: unknown) => Buffer.concat([encode(first), inverted(encode(second))]);
      expect(Math.sign(Buffer.compare(key(a, c), key(b, d)))).toBe(expected === 0 ? 0 : Math.sign(expected));
    }),
    { numRuns: 1_500 },
  );
});

test('a cut value keeps the order of its beginning, and equality', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 40 }),
      fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 40 }),
      (a, b) => {
        const [x, y] = [encodeValue(a, 8), encodeValue(b, 8)];
        expect(x.bytes.equals(y.bytes)).toBe(a === b);
        const order = Buffer.compare(x.bytes.subarray(0, x.ordered), y.bytes.subarray(0, y.ordered));
        if (order !== 0) expect(order).toBe(compareValues(a, b));
      },
    ),
  );
});

/** Pairs that are close or equal across kinds of number. */
const numbers: readonly (readonly [unknown, unknown, number])[] = [
  [new Int32(1), new Double(1), 0],
  [Long.fromString('9007199254740993'), 9_007_199_254_740_992, 1],
  [Long.fromString('9223372036854775807'), 2 ** 63, -1],
  [Decimal128.fromString('1.10'), Decimal128.fromString('1.1'), 0],
  [Decimal128.fromString('0.1'), 0.1, -1],
  [Decimal128.fromString('0.5'), 0.5, 0],
  [Decimal128.fromString('-0.3'), Decimal128.fromString('0.3'), -1],
  [Decimal128.fromString('1E+400'), Number.MAX_VALUE, 1],
];

test.each(numbers)('%s and %s', (a, b, expected) => {
  expect(compareValues(a, b)).toBe(expected);
  expect(compareValues(b, a)).toBe(expected === 0 ? 0 : -expected);
  expect(encode(a).equals(encode(b))).toBe(expected === 0);
});

test('the successor of a key follows all that begin with it', () => {
  expect([...successor(Buffer.from([1, 255, 255]))]).toEqual([2]);
  expect([...successor(Buffer.from([1, 7]))]).toEqual([1, 8]);
});
