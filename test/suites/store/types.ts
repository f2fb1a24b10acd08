import { Binary, Decimal128, type Document, Double, Int32, Long, ObjectId, Timestamp, UUID } from 'mongodb';
import { describe, expect, test } from 'vitest';
import type { StoreUnderTest } from '../store.ts';

const values: readonly (readonly [string, unknown])[] = [
  ['ObjectId', new ObjectId()],
  ['Date', new Date('2026-01-02T03:04:05.678Z')],
  ['a date before 1970', new Date(-1)],
  ['Int32', new Int32(-7)],
  ['Double', new Double(1.5)],
  ['a whole Double', new Double(3)],
  ['Long', Long.fromString('1234567890123456789')],
  ['a small Long', Long.fromNumber(5)],
  ['Decimal128', Decimal128.fromString('1.10')],
  ['Binary', new Binary(Buffer.from([0, 1, 255]))],
  ['UUID', new UUID()],
  ['Timestamp', new Timestamp({ t: 5, i: 6 })],
  ['null', null],
  ['boolean', true],
  ['text with a NUL character', 'a\0b'],
  ['text outside of the basic plane', '\u{1F600} é'],
  ['an empty document', {}],
  ['an empty array', []],
  ['nested', { b: [1, { a: null }], a: { c: [[]] } }],
];

/** Tests that values keep their BSON types when they are written, read, projected, or next to updated fields. */
export function typeCases(store: StoreUnderTest): void {
  describe('types', () => {
    test.each(values)('%s keeps its type and value', async (_name, value) => {
      const c = store.collection();
      const exact = { promoteValues: false, promoteLongs: false };
      await c.insertOne({ _id: new Int32(1), value, kept: value });
      const written = await c.findOne({}, exact);
      await c.updateOne({}, { $set: { other: new Int32(1) } });
      const push: Document = { $push: { list: value } };
      await c.updateOne({}, push);
      const found = await c.findOne({}, exact);
      expect(written).toEqual(await roundTrip({ _id: new Int32(1), value, kept: value }));
      expect(found).toEqual({ ...written, other: new Int32(1), list: [written?.value] });
      expect(await c.findOne({}, { ...exact, projection: { kept: 1 } })).toEqual({
        _id: written?._id,
        kept: written?.kept,
      });
      if (value !== null) expect(await c.countDocuments({ value })).toBe(1);
    });

    test('the order of fields is kept, with _id first', async () => {
      const c = store.collection();
      await c.insertOne({ z: 1, a: { y: 1, b: 2 }, _id: 1 });
      const found = await c.findOne({ _id: 1 });
      expect(JSON.stringify(found)).toBe('{"_id":1,"z":1,"a":{"y":1,"b":2}}');
    });

    test('ids of any type except arrays are accepted', async () => {
      const c = store.collection();
      const ids = ['text', 5, new ObjectId(), new Date(0), { a: 1, b: 'x' }, true, new UUID()];
      await c.insertMany(ids.map((_id) => ({ _id })));
      for (const _id of ids) expect(await c.findOne({ _id })).toEqual({ _id });
      await expect(c.insertOne({ _id: { a: 1, b: 'x' } })).rejects.toMatchObject({ code: 11000 });
      await expect(c.insertOne({ _id: [1] })).rejects.toThrow();
    });

    test('a document of more than 16 MiB is rejected', async () => {
      const c = store.collection();
      await expect(c.insertOne({ _id: 1, text: 'x'.repeat(17 * 1024 * 1024) })).rejects.toThrow();
      expect(await c.countDocuments()).toBe(0);
    });

    test('a document of 10 MiB is stored', async () => {
      const c = store.collection();
      const text = 'x'.repeat(10 * 1024 * 1024);
      await c.insertOne({ _id: 1, text });
      expect((await c.findOne({ _id: 1 }))?.text).toBe(text);
    });
  });
}

async function roundTrip(document: Document): Promise<Document> {
  const { deserialize, serialize } = await import('bson');
  return deserialize(serialize(document), { promoteValues: false, promoteLongs: false });
}
