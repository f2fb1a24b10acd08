import { Binary, Double, deserialize, Int32, Long, ObjectId, serialize } from 'bson';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createArrayDecoder, createBsonDecoder } from '../../src/adapters/mongodb/client/bson-decoder.ts';

interface Thing {
  readonly id: string | null;
  readonly name: string | null;
  readonly names: string | null;
  readonly count: number | null;
  readonly flag: boolean;
  readonly date: Date | null;
  readonly parts: readonly { readonly key: string | null }[];
  readonly note?: string;
}

const read = createBsonDecoder<Thing>(
  () => ({ id: null, name: null, names: null, count: null, flag: false, date: null, parts: [] }),
  {
    named: { id: '_id' },
    nested: { parts: createArrayDecoder(createBsonDecoder(() => ({ key: null as string | null }))) },
    optional: ['note'],
  },
);
const nothing = { id: null, name: null, names: null, count: null, flag: false, date: null, parts: [] };
const bytesOf = (document: object) => Buffer.from(serialize(document));

describe('the BSON decoder decodes', () => {
  it.each<[string, object, object]>([
    ['an empty document', {}, {}],
    ['an ObjectId as hex', { _id: new ObjectId('0123456789abcdef01234567') }, { id: '0123456789abcdef01234567' }],
    ['a field name that is a prefix of another', { name: 'a', names: 'b' }, { name: 'a', names: 'b' }],
    ['non-Latin text', { name: 'dög \u{1F600}' }, { name: 'dög \u{1F600}' }],
    ['an empty text', { name: '' }, { name: '' }],
    ['a negative integer', { count: new Int32(-7) }, { count: -7 }],
    ['a double', { count: new Double(0.5) }, { count: 0.5 }],
    ['a long', { count: Long.fromNumber(-(2 ** 40) - 1) }, { count: -(2 ** 40) - 1 }],
    ['a boolean', { flag: true }, { flag: true }],
    ['a date', { date: new Date(1_764_000_000_123) }, { date: new Date(1_764_000_000_123) }],
    ['a date before 1970', { date: new Date(-1) }, { date: new Date(-1) }],
    ['null as a missing field', { name: null, flag: null, parts: null }, {}],
    ['no unknown field', { flag: true, other: { name: 'a' }, '': 1, n: 2 }, { flag: true }],
    ['an optional field', { note: 'a' }, { note: 'a' }],
    ['documents in an array', { parts: [{ key: 'a', other: 1 }, {}] }, { parts: [{ key: 'a' }, { key: null }] }],
    ['a BSON type that no schema uses as a missing field', { name: new Binary(new Uint8Array(3)) }, {}],
    ['a document in place of a text, and the reverse, as missing fields', { name: { a: 1 }, parts: 'a' }, {}],
    ['no text among documents', { parts: ['a', { key: 'b' }] }, { parts: [{ key: 'b' }] }],
    ['an empty array', { parts: [] }, { parts: [] }],
  ])('%s', (_what, document, expected) => {
    expect(read(bytesOf(document))).toEqual({ ...nothing, ...expected });
  });

  it('documents independently of previous ones', () => {
    const first = read(bytesOf({ name: 'a', parts: [{ key: 'b' }], note: 'c' }));
    expect(read(bytesOf({}))).toEqual(nothing);
    expect(first).toEqual({ ...nothing, name: 'a', parts: [{ key: 'b' }], note: 'c' });
  });

  it('any fields in any order like the driver', () => {
    const fields = {
      name: fc.option(fc.string({ unit: 'binary' })),
      names: fc.option(fc.string()),
      count: fc.option(fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.double({ noNaN: true }))),
      flag: fc.boolean(),
      date: fc.option(fc.date({ noInvalidDate: true })),
      parts: fc.array(fc.record({ key: fc.option(fc.string()) })),
      other: fc.string(),
    };
    const documents = fc
      .record(fields, { requiredKeys: [] })
      .chain((document) => fc.shuffledSubarray(Object.entries(document), { minLength: 0 }))
      .map(Object.fromEntries);
    fc.assert(
      fc.property(documents, (document) => {
        const bytes = bytesOf(document);
        const { other, ...known } = deserialize(bytes);
        expect(read(bytes)).toEqual({ ...nothing, ...known });
      }),
    );
  });
});
