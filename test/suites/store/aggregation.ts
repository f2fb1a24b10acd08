import { type Document, Double, Int32, Long, ObjectId } from 'mongodb';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AnyCollection, StoreUnderTest } from '../store.ts';

const acme = new ObjectId('64b000000000000000000001');
const globex = new ObjectId('64b000000000000000000002');

const documents: Document[] = [
  { _id: 1, account: acme, kind: 'Voice', minutes: 10, tags: ['a', 'b'], at: new Date('2026-01-01T10:00:00Z') },
  { _id: 2, account: acme, kind: 'Chat', minutes: 5, tags: [], at: new Date('2026-01-01T11:00:00Z') },
  { _id: 3, account: globex, kind: 'Voice', minutes: 2.5, tags: ['b'], at: new Date('2026-01-02T10:00:00Z') },
  {
    _id: 4,
    account: new ObjectId('64b000000000000000000001'),
    kind: 'Voice',
    minutes: 20,
    at: new Date('2026-01-03T10:00:00Z'),
  },
];

/** Name, pipeline, result. */
const pipelines: readonly (readonly [string, Document[], Document[]])[] = [
  [
    '$match and $sort',
    [{ $match: { kind: 'Voice' } }, { $sort: { minutes: -1 } }, { $project: { _id: 1 } }],
    [{ _id: 4 }, { _id: 1 }, { _id: 3 }],
  ],
  [
    '$skip and $limit',
    [{ $sort: { _id: 1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { kind: 1 } }],
    [
      { _id: 2, kind: 'Chat' },
      { _id: 3, kind: 'Voice' },
    ],
  ],
  [
    '$lookup by the elements of an array, in another collection',
    [
      { $sort: { _id: 1 } },
      { $lookup: { from: 'labels', localField: 'tags', foreignField: '_id', as: 'labels' } },
      { $project: { labels: 1 } },
    ],
    [
      {
        _id: 1,
        labels: [
          { _id: 'a', text: 'first' },
          { _id: 'b', text: 'second' },
        ],
      },
      { _id: 2, labels: [] },
      { _id: 3, labels: [{ _id: 'b', text: 'second' }] },
      { _id: 4, labels: [] },
    ],
  ],
  [
    '$lookup of a missing field, which joins null and missing ones',
    [
      { $match: { _id: 4 } },
      { $lookup: { from: 'labels', localField: 'tags', foreignField: 'group', as: 'labels' } },
      { $project: { labels: '$labels._id' } },
    ],
    [{ _id: 4, labels: ['a', 'b', 'c'] }],
  ],
  [
    '$lookup in a collection that does not exist',
    [
      { $match: { _id: 1 } },
      { $lookup: { from: 'nowhere', localField: 'tags', foreignField: '_id', as: 'labels' } },
      { $project: { labels: 1 } },
    ],
    [{ _id: 1, labels: [] }],
  ],
  [
    '$group by an id',
    [{ $group: { _id: '$account', n: { $sum: 1 }, minutes: { $sum: '$minutes' } } }, { $sort: { n: -1 } }],
    [
      { _id: acme, n: 3, minutes: 35 },
      { _id: globex, n: 1, minutes: 2.5 },
    ],
  ],
  [
    '$group by a document',
    [{ $group: { _id: { kind: '$kind' }, ids: { $push: '$_id' } } }, { $sort: { '_id.kind': 1 } }],
    [
      { _id: { kind: 'Chat' }, ids: [2] },
      { _id: { kind: 'Voice' }, ids: [1, 3, 4] },
    ],
  ],
  [
    '$avg, $min, $max, $first, $last',
    [
      { $sort: { _id: 1 } },
      {
        $group: {
          _id: null,
          avg: { $avg: '$minutes' },
          min: { $min: '$minutes' },
          max: { $max: '$at' },
          first: { $first: '$_id' },
          last: { $last: '$_id' },
        },
      },
    ],
    [{ _id: null, avg: 9.375, min: 2.5, max: new Date('2026-01-03T10:00:00Z'), first: 1, last: 4 }],
  ],
  [
    '$addToSet of ids',
    [{ $group: { _id: 1, accounts: { $addToSet: '$account' } } }, { $project: { n: { $size: '$accounts' } } }],
    [{ _id: 1, n: 2 }],
  ],
  ['$count', [{ $match: { kind: 'Voice' } }, { $count: 'voices' }], [{ voices: 3 }]],
  ['$count after a limit', [{ $limit: 2 }, { $count: 'n' }], [{ n: 2 }]],
  [
    '$project with expressions',
    [
      { $match: { _id: 1 } },
      {
        $project: {
          _id: 0,
          double: { $multiply: ['$minutes', 2] },
          text: { $concat: ['$kind', '!'] },
          long: { $gt: ['$minutes', 5] },
        },
      },
    ],
    [{ double: 20, text: 'Voice!', long: true }],
  ],
  [
    '$project leaving out',
    [{ $match: { _id: 3 } }, { $project: { account: 0, at: 0, tags: 0 } }],
    [{ _id: 3, kind: 'Voice', minutes: 2.5 }],
  ],
  [
    '$addFields',
    [
      { $match: { _id: 2 } },
      { $addFields: { hours: { $divide: ['$kept', 60] }, label: '$kind' } },
      { $project: { label: 1, hours: 1 } },
    ],
    [{ _id: 2, hours: null, label: 'Chat' }],
  ],
  ['$unset', [{ $match: { _id: 2 } }, { $unset: ['tags', 'at', 'account'] }], [{ _id: 2, kind: 'Chat', minutes: 5 }]],
  [
    '$unwind',
    [{ $unwind: '$tags' }, { $sort: { _id: 1, tags: 1 } }, { $project: { tags: 1 } }],
    [
      { _id: 1, tags: 'a' },
      { _id: 1, tags: 'b' },
      { _id: 3, tags: 'b' },
    ],
  ],
  [
    '$unwind that keeps empty ones',
    [{ $unwind: { path: '$tags', preserveNullAndEmptyArrays: true } }, { $count: 'n' }],
    [{ n: 5 }],
  ],
  [
    '$cond, $ifNull, $in',
    [
      { $sort: { _id: 1 } },
      { $project: { t: { $ifNull: ['$tags', 'none'] }, c: { $cond: [{ $in: ['$kind', ['Chat']] }, 1, 0] } } },
      { $skip: 1 },
      { $match: { _id: { $ne: 3 } } },
    ],
    [
      { _id: 2, t: [], c: 1 },
      { _id: 4, t: 'none', c: 0 },
    ],
  ],
  [
    'dates',
    [
      { $match: { _id: 3 } },
      { $project: { day: { $dateToString: { date: '$at', format: '%Y-%m-%d' } }, year: { $year: '$at' } } },
    ],
    [{ _id: 3, day: '2026-01-02', year: 2026 }],
  ],
  ['nothing from nothing', [{ $match: { kind: 'Fax' } }, { $group: { _id: '$kind' } }], []],
];

/** Aggregation pipelines. */
export function aggregationCases(store: StoreUnderTest): void {
  describe('aggregation', () => {
    let c: AnyCollection;
    beforeAll(async () => {
      c = store.collection();
      await c.insertMany(documents.map((one) => ({ ...one, _id: one._id })));
      await store
        .db()
        .collection<Document & { _id: string }>('labels')
        .insertMany([
          { _id: 'a', text: 'first' },
          { _id: 'b', text: 'second' },
          { _id: 'c', group: null },
          { _id: 'd', group: 'x' },
        ]);
    });

    test.each(pipelines)('%s', async (_name, pipeline, expected) => {
      expect(await c.aggregate(pipeline).toArray()).toEqual(expected);
    });

    test('numbers keep their types', async () => {
      const numbers = store.collection();
      await numbers.insertOne({ _id: 1, int: new Int32(5), long: Long.fromNumber(5), double: new Double(5) });
      const typed = { promoteValues: false } as const;
      const [kept] = await numbers.aggregate([{ $set: { more: true } }], typed).toArray();
      expect(kept).toMatchObject({ int: new Int32(5), long: Long.fromNumber(5), double: new Double(5) });
      const sums = { ints: { $sum: '$int' }, longs: { $sum: '$long' }, doubles: { $sum: '$double' } };
      const [summed] = await numbers.aggregate([{ $group: { _id: null, ...sums } }], typed).toArray();
      expect(summed).toMatchObject({ ints: new Int32(5), longs: Long.fromNumber(5), doubles: new Double(5) });
      const computed = {
        half: { $divide: ['$int', 2] },
        next: { $add: ['$int', 1] },
        wide: { $multiply: ['$int', 2_000_000_000] },
      };
      const [result] = await numbers.aggregate([{ $project: computed }], typed).toArray();
      expect(result).toMatchObject({
        half: new Double(2.5),
        next: new Int32(6),
        wide: Long.fromNumber(10_000_000_000),
      });
    });

    test('an unknown stage is refused', async () => {
      await expect(c.aggregate([{ $nope: {} }]).toArray()).rejects.toThrow();
    });
  });
}
