import { type AnyBulkWriteOperation, type Document, Double, Long, ObjectId } from 'mongodb';
import { describe, expect, test } from 'vitest';
import type { StoreUnderTest } from '../store.ts';

type UpdateCase = readonly [name: string, before: Document, update: Document, after: Document];

/** Name, document before, update, and document after (without `_id`). */
const updates: readonly UpdateCase[] = [
  ['$set', { a: 1 }, { $set: { a: 2, b: 'new' } }, { a: 2, b: 'new' }],
  [
    '$set of a nested field',
    { a: { b: 1 } },
    { $set: { 'a.c': 2, 'x.y.z': 3 } },
    { a: { b: 1, c: 2 }, x: { y: { z: 3 } } },
  ],
  ['$set of an array element', { a: [1, 2] }, { $set: { 'a.1': 9 } }, { a: [1, 9] }],
  ['$set beyond an array', { a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }],
  ['$unset', { a: 1, b: 2 }, { $unset: { b: '', none: '' } }, { a: 1 }],
  ['$inc', { a: 1 }, { $inc: { a: 2, fresh: 5 } }, { a: 3, fresh: 5 }],
  ['$inc to a fraction', { a: 1 }, { $inc: { a: 0.5 } }, { a: 1.5 }],
  ['$inc beyond 32 bits', { a: 2_147_483_647 }, { $inc: { a: 1 } }, { a: 2_147_483_648 }],
  ['$mul', { a: 3, b: 2 }, { $mul: { a: 4, none: 2 } }, { a: 12, b: 2, none: 0 }],
  ['$min and $max', { a: 5, b: 5 }, { $min: { a: 3, c: 1 }, $max: { b: 3 } }, { a: 3, b: 5, c: 1 }],
  ['$rename', { a: 1, b: 2 }, { $rename: { a: 'z', none: 'y' } }, { b: 2, z: 1 }],
  ['$rename of an array', { a: [1, 2], b: 2 }, { $rename: { a: 'z' } }, { b: 2, z: [1, 2] }],
  ['$push', { a: [1] }, { $push: { a: 2, fresh: 1 } }, { a: [1, 2], fresh: [1] }],
  ['$push $each with $slice', { a: [1, 2] }, { $push: { a: { $each: [3, 4], $slice: -3 } } }, { a: [2, 3, 4] }],
  ['$push $each with $position', { a: [1, 2] }, { $push: { a: { $each: [9], $position: 1 } } }, { a: [1, 9, 2] }],
  [
    '$push $each with $sort',
    { a: [{ n: 3 }] },
    { $push: { a: { $each: [{ n: 1 }], $sort: { n: 1 } } } },
    { a: [{ n: 1 }, { n: 3 }] },
  ],
  ['$push of an empty $each with $slice', { a: [1, 2, 3] }, { $push: { a: { $each: [], $slice: 2 } } }, { a: [1, 2] }],
  ['$addToSet', { a: [1, { x: 1 }] }, { $addToSet: { a: { $each: [1, 2, { x: 1 }] } } }, { a: [1, { x: 1 }, 2] }],
  ['$pull of a value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ['$pull of a value leaves arrays that hold it', { a: [1, [1], [[1]]] }, { $pull: { a: 1 } }, { a: [[1], [[1]]] }],
  ['$pull of an array', { a: [1, [1]] }, { $pull: { a: [1] } }, { a: [1] }],
  ['$pull by condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  ['$pull of documents', { a: [{ k: 1, v: 1 }, { k: 2 }] }, { $pull: { a: { k: 1 } } }, { a: [{ k: 2 }] }],
  ['$pullAll', { a: [1, 2, 3, 2] }, { $pullAll: { a: [2, 3] } }, { a: [1] }],
  ['$pop', { a: [1, 2, 3], b: [1, 2] }, { $pop: { a: 1, b: -1 } }, { a: [1, 2], b: [2] }],
];

/** Name, document, update and the code it is refused with. */
export const refusedUpdates: readonly (readonly [string, Document, Document, number])[] = [
  ['$inc of text', { a: 'x' }, { $inc: { a: 1 } }, 14],
  ['$inc by text', { a: 1 }, { $inc: { a: 'x' } }, 14],
  ['$push to no array', { a: 1 }, { $push: { a: 1 } }, 2],
  ['$addToSet to no array', { a: 1 }, { $addToSet: { a: 1 } }, 2],
  ['$pull from no array', { a: 1 }, { $pull: { a: 1 } }, 2],
  ['two operators on one path', { a: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
  ['a path and one inside it', { a: 1 }, { $set: { a: 1, 'a.b': 1 } }, 40],
  ['a field inside a number', { a: 1 }, { $set: { 'a.b': 1 } }, 28],
  ['another _id', { a: 1 }, { $set: { _id: 'other' } }, 66],
  ['an unknown operator', { a: 1 }, { $nope: { a: 1 } }, 9],
];

/** Updates, upserts, replacements, deletes, findAndModify and bulk writes. */
export function updateCases(store: StoreUnderTest): void {
  describe('updates', () => {
    test.each(updates)('%s', async (_name, before, update, after) => {
      const c = store.collection();
      await c.insertOne({ _id: 1, ...before });
      const result = await c.updateOne({ _id: 1 }, update);
      expect(result).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
      expect(await c.findOne({ _id: 1 })).toEqual({ _id: 1, ...after });
    });

    test.each(refusedUpdates)('refuses %s', async (_name, document, update) => {
      const c = store.collection();
      await c.insertOne({ _id: 1, ...document });
      await expect(c.updateOne({ _id: 1 }, update)).rejects.toThrow();
      expect(await c.findOne({ _id: 1 })).toEqual({ _id: 1, ...document });
    });

    test('fields keep their places, and a new one comes last', async () => {
      const c = store.collection();
      await c.insertOne({ _id: 1, z: 1, a: { b: 1, c: [1] }, m: 'text', k: 2 });
      await c.updateOne({ _id: 1 }, { $set: { 'a.b': 2, fresh: 1 }, $unset: { z: '' }, $inc: { k: 1 } });
      const found = await c.findOne({ _id: 1 });
      expect(found).toEqual({ _id: 1, a: { b: 2, c: [1] }, m: 'text', k: 3, fresh: 1 });
      expect(Object.keys(found ?? {})).toEqual(['_id', 'a', 'm', 'k', 'fresh']);
    });

    test('what changes nothing is matched and not modified', async () => {
      const c = store.collection();
      await c.insertOne({ _id: 1, a: 1 });
      expect(await c.updateOne({ _id: 1 }, { $set: { a: 1 } })).toMatchObject({ matchedCount: 1, modifiedCount: 0 });
    });

    test('nothing is made on the way to what is not there', async () => {
      const c = store.collection();
      await c.insertOne({ _id: 1, a: 1 });
      const pull: Document = { $pull: { 'x.y': 1 } };
      await c.updateOne({ _id: 1 }, pull);
      await c.updateOne({ _id: 1 }, { $pop: { 'x.y': 1 } });
      await c.updateOne({ _id: 1 }, { $unset: { 'x.y': 1 } });
      expect(await c.findOne({ _id: 1 })).toEqual({ _id: 1, a: 1 });
    });

    test('many at once', async () => {
      const c = store.collection();
      await c.insertMany([1, 2, 3, 4].map((_id) => ({ _id, even: _id % 2 === 0 })));
      expect(await c.updateMany({ even: true }, { $set: { seen: true } })).toMatchObject({
        matchedCount: 2,
        modifiedCount: 2,
      });
      expect(await c.countDocuments({ seen: true })).toBe(2);
      expect(await c.deleteMany({ even: false })).toMatchObject({ deletedCount: 2 });
      expect(await c.deleteOne({})).toMatchObject({ deletedCount: 1 });
      expect(await c.countDocuments()).toBe(1);
    });

    test('an upsert takes the equalities of its filter', async () => {
      const c = store.collection();
      const update = { $set: { v: 1 }, $setOnInsert: { made: true } };
      const first = await c.updateOne({ _id: 5, k: 'a', n: { $gt: 3 }, 'x.y': { $eq: 2 } }, update, { upsert: true });
      expect(first).toMatchObject({ matchedCount: 0, upsertedCount: 1, upsertedId: 5 });
      expect(await c.findOne({ _id: 5 })).toEqual({ _id: 5, k: 'a', x: { y: 2 }, v: 1, made: true });
      const second = await c.updateOne({ _id: 5 }, { $set: { v: 2 }, $setOnInsert: { made: false } }, { upsert: true });
      expect(second).toMatchObject({ matchedCount: 1, upsertedCount: 0 });
      expect(await c.findOne({ _id: 5 })).toMatchObject({ v: 2, made: true });
      const third = await c.updateOne({ k: 'none' }, { $set: { v: 3 } }, { upsert: true });
      expect(third.upsertedId).toBeInstanceOf(ObjectId);
    });

    test('a replacement keeps _id and nothing else', async () => {
      const c = store.collection();
      await c.insertOne({ _id: 1, a: 1, b: 2 });
      await c.replaceOne({ _id: 1 }, { c: 3 });
      expect(await c.findOne({ _id: 1 })).toEqual({ _id: 1, c: 3 });
      await c.replaceOne({ _id: 2 }, { d: 4 }, { upsert: true });
      expect(await c.findOne({ _id: 2 })).toEqual({ _id: 2, d: 4 });
      await expect(c.replaceOne({ _id: 1 }, { _id: 9, c: 3 })).rejects.toThrow();
    });

    test('findAndModify returns the document before or after', async () => {
      const c = store.collection();
      await c.insertMany([
        { _id: 1, n: 1 },
        { _id: 2, n: 2 },
      ]);
      expect(await c.findOneAndUpdate({ n: { $gt: 0 } }, { $inc: { n: 10 } }, { sort: { n: -1 } })).toEqual({
        _id: 2,
        n: 2,
      });
      const after = { returnDocument: 'after', projection: { n: 1, _id: 0 } } as const;
      expect(await c.findOneAndUpdate({ _id: 2 }, { $inc: { n: 1 } }, after)).toEqual({ n: 13 });
      expect(await c.findOneAndUpdate({ _id: 9 }, { $set: { n: 0 } })).toBeNull();
      expect(
        await c.findOneAndUpdate({ _id: 9 }, { $set: { n: 0 } }, { upsert: true, returnDocument: 'after' }),
      ).toEqual({ _id: 9, n: 0 });
      expect(await c.findOneAndReplace({ _id: 9 }, { m: 1 }, { returnDocument: 'after' })).toEqual({ _id: 9, m: 1 });
      expect(await c.findOneAndDelete({ _id: 1 })).toEqual({ _id: 1, n: 1 });
      expect(await c.countDocuments()).toBe(2);
    });

    test('no concurrent increment is lost', async () => {
      const c = store.collection();
      await c.insertOne({ _id: 1, n: 0 });
      await Promise.all(Array.from({ length: 40 }, () => c.updateOne({ _id: 1 }, { $inc: { n: 1 } })));
      expect(await c.findOne({ _id: 1 })).toEqual({ _id: 1, n: 40 });
    });

    test('arithmetic keeps the kind of number', async () => {
      const c = store.collection();
      await c.insertOne({ _id: 1, long: Long.fromNumber(1), double: new Double(1), int: 1 });
      await c.updateOne({ _id: 1 }, { $inc: { long: 1, double: 1, int: 1 } });
      const found = await c.findOne({ _id: 1 }, { promoteValues: false });
      expect([found?.long._bsontype, found?.double._bsontype, found?.int._bsontype]).toEqual([
        'Long',
        'Double',
        'Int32',
      ]);
    });
  });

  describe('bulk writes', () => {
    const writes: AnyBulkWriteOperation<{ _id: number; a?: number }>[] = [
      { insertOne: { document: { _id: 1 } } },
      { insertOne: { document: { _id: 1 } } },
      { insertOne: { document: { _id: 2 } } },
      { updateOne: { filter: { _id: 2 }, update: { $set: { a: 1 } } } },
      { updateOne: { filter: { _id: 3 }, update: { $set: { a: 1 } }, upsert: true } },
      { deleteOne: { filter: { _id: 1 } } },
    ];

    test('ordered ones stop at the first error', async () => {
      const c = store.collection();
      const error = await c.bulkWrite(writes).catch((thrown) => thrown);
      expect(error).toMatchObject({ code: 11000, writeErrors: [{ index: 1, code: 11000 }] });
      expect(await c.find().toArray()).toEqual([{ _id: 1 }]);
    });

    test('unordered ones go on', async () => {
      const c = store.collection();
      const error = await c.bulkWrite(writes, { ordered: false }).catch((thrown) => thrown);
      expect(error).toMatchObject({ code: 11000, writeErrors: [{ index: 1 }] });
      expect(await c.find().sort({ _id: 1 }).toArray()).toEqual([
        { _id: 2, a: 1 },
        { _id: 3, a: 1 },
      ]);
    });

    test.each([
      [true, 1_500],
      [false, 2_999],
    ])('of more than are written at a time, ordered: %s', async (ordered, left) => {
      const c = store.collection();
      const many = Array.from({ length: 3_000 }, (_, n) => ({ _id: n === 1_500 ? 0 : n }));
      const error = await c.insertMany(many, { ordered }).catch((thrown) => thrown);
      expect(error.writeErrors.map((one: { index: number }) => one.index)).toEqual([1_500]);
      expect(await c.countDocuments()).toBe(left);
      expect(await c.updateMany({}, { $set: { a: 1 } })).toMatchObject({ matchedCount: left, modifiedCount: left });
      expect(await c.countDocuments({ a: 1 })).toBe(left);
    });

    test('an unordered insert names each document that failed', async () => {
      const c = store.collection();
      const many = [1, 1, 2, 2, 3].map((_id) => ({ _id }));
      const error = await c.insertMany(many, { ordered: false }).catch((thrown) => thrown);
      expect(error.writeErrors.map((one: { index: number }) => one.index)).toEqual([1, 3]);
      expect(await c.countDocuments()).toBe(3);
    });
  });
}
