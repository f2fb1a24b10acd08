import { type Document, Long, ObjectId } from 'mongodb';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AnyCollection, StoreUnderTest } from '../store.ts';

const oid = (n: number) => new ObjectId(n.toString(16).padStart(24, '0'));
const day = (n: number) => new Date(Date.UTC(2026, 0, n));

const documents: Document[] = [
  { _id: 1, n: 1, s: 'ant', d: day(1), o: oid(1), b: true, tags: ['x', 'y'], nested: { a: 1, b: { c: 'deep' } } },
  { _id: 2, n: 2.5, s: 'bee', d: day(2), o: oid(2), b: false, tags: ['y'], nested: { a: 2 } },
  { _id: 3, n: Long.fromString('9007199254740993'), s: 'Cat', d: day(3), o: oid(3), tags: [], nested: null },
  {
    _id: 4,
    n: null,
    s: 'dög',
    items: [
      { q: 1, k: 'a' },
      { q: 5, k: 'b' },
    ],
    scores: [10, 20, 30],
  },
  { _id: 5, s: 'bee', items: [{ q: 3, k: 'a' }], scores: [5], nested: { a: [1, 2, 3] } },
  { _id: 6, n: 'text', s: '', tags: 'x', scores: [100, 1] },
  { _id: 7, n: 1.0, s: 'emoji \u{1F600}', d: day(7), nested: { a: 1, b: { c: 'other' } }, tags: [['x']] },
];

/** Name, filter, and the ids it finds, in order of `_id`. */
const filters: readonly (readonly [string, Document, readonly number[]])[] = [
  ['everything', {}, [1, 2, 3, 4, 5, 6, 7]],
  ['equality across kinds of number', { n: 1 }, [1, 7]],
  ['equality of strings', { s: 'bee' }, [2, 5]],
  ['equality of dates', { d: day(2) }, [2]],
  ['equality of ids', { o: oid(3) }, [3]],
  ['an integer beyond 2^53', { n: Long.fromString('9007199254740993') }, [3]],
  ['its neighbour is another number', { n: Long.fromString('9007199254740992') }, []],
  ['null is also missing', { n: null }, [4, 5]],
  ['$eq null', { nested: { $eq: null } }, [3, 4, 6]],
  ['$ne', { s: { $ne: 'bee' } }, [1, 3, 4, 6, 7]],
  ['$ne of a missing field', { n: { $ne: 1 } }, [2, 3, 4, 5, 6]],
  ['$gt keeps to numbers', { n: { $gt: 1 } }, [2, 3]],
  ['$gte and $lt', { n: { $gte: 1, $lt: 2.5 } }, [1, 7]],
  ['$lt of dates', { d: { $lt: day(3) } }, [1, 2]],
  ['$gt of ids', { o: { $gt: oid(1) } }, [2, 3]],
  ['$gte of strings', { s: { $gte: 'bee' } }, [2, 4, 5, 7]],
  ['$in', { s: { $in: ['ant', 'Cat', 'none'] } }, [1, 3]],
  ['$in with null', { n: { $in: [null, 2.5] } }, [2, 4, 5]],
  ['$in with a regular expression', { s: { $in: [/^be/, 'ant'] } }, [1, 2, 5]],
  ['$nin', { s: { $nin: ['bee', 'ant'] } }, [3, 4, 6, 7]],
  ['$exists', { d: { $exists: true } }, [1, 2, 3, 7]],
  ['$exists false', { d: { $exists: false } }, [4, 5, 6]],
  ['$exists holds for null', { n: { $exists: true } }, [1, 2, 3, 4, 6, 7]],
  ['$type string', { n: { $type: 'string' } }, [6]],
  ['$type number', { n: { $type: 'number' } }, [1, 2, 3, 7]],
  ['$type objectId, date, bool', { $or: [{ o: { $type: 'objectId' } }, { b: { $type: 'bool' } }] }, [1, 2, 3]],
  ['$type array', { tags: { $type: 'array' } }, [1, 2, 3, 7]],
  ['$regex', { s: /^B/i }, [2, 5]],
  ['$regex as text with options', { s: { $regex: 'CAT', $options: 'i' } }, [3]],
  ['$regex with a hexadecimal escape', { s: { $regex: '\\x43AT', $options: 'i' } }, [3]],
  ['$not', { s: { $not: /e/ } }, [1, 3, 4, 6]],
  ['$not of a comparison finds missing fields', { n: { $not: { $gt: 1 } } }, [1, 4, 5, 6, 7]],
  ['$mod', { scores: { $mod: [20, 10] } }, [4]],
  ['$and', { $and: [{ s: 'bee' }, { n: { $exists: true } }] }, [2]],
  ['$or', { $or: [{ s: 'ant' }, { n: 'text' }] }, [1, 6]],
  ['$nor', { $nor: [{ s: 'bee' }, { d: { $exists: true } }] }, [4, 6]],
  ['$or inside $and', { $and: [{ $or: [{ s: 'bee' }, { 'nested.a': 1 }] }, { n: { $type: 'number' } }] }, [1, 2, 7]],
  ['a field beside $or', { s: 'bee', $or: [{ scores: 5 }, { b: true }] }, [5]],
  ['a field of which another is the beginning', { sc: 5 }, []],
  ['a nested field', { 'nested.a': 1 }, [1, 5, 7]],
  ['a deeply nested field', { 'nested.b.c': 'deep' }, [1]],
  ['a whole document', { nested: { a: 2 } }, [2]],
  ['the order of fields counts', { nested: { b: { c: 'deep' }, a: 1 } }, []],
  ['an element of an array', { tags: 'x' }, [1, 6]],
  ['a whole array', { tags: ['x', 'y'] }, [1]],
  ['an array in an array', { tags: ['x'] }, [7]],
  ['an empty array', { tags: [] }, [3]],
  ['an element by its place', { 'tags.0': 'y' }, [2]],
  ['a field of documents in an array', { 'items.k': 'a' }, [4, 5]],
  ['two elements between them', { 'items.q': { $gt: 2, $lt: 4 } }, [4, 5]],
  ['$elemMatch wants one element', { items: { $elemMatch: { q: { $gt: 2 }, k: 'b' } } }, [4]],
  ['$elemMatch of values', { scores: { $elemMatch: { $gt: 15, $lt: 25 } } }, [4]],
  ['a range over an array without $elemMatch', { scores: { $gt: 15, $lt: 25 } }, [4, 6]],
  ['$all', { tags: { $all: ['x', 'y'] } }, [1]],
  ['$size', { scores: { $size: 2 } }, [6]],
  ['an empty string', { s: '' }, [6]],
  ['characters beyond the basic plane', { s: 'emoji \u{1F600}' }, [7]],
  ['$mod of numbers only', { n: { $mod: [5, 0] } }, []],
  ['$mod without fractions', { n: { $mod: [2, 0] } }, [2]],
  ['an element by its place is not taken apart', { 'tags.0': 'x' }, [1]],
  ['an element by its place, as a whole', { 'tags.0': ['x'] }, [7]],
  ['$elemMatch of a missing field', { items: { $elemMatch: { q: 1, none: null } } }, [4]],
  ['$elemMatch of no documents', { scores: { $elemMatch: { none: null } } }, []],
  ['$elemMatch of values in the array itself', { tags: { $elemMatch: { $in: ['x'] } } }, [1]],
  ['a dot for one character, not half of one', { s: /^emoji .$/ }, [7]],
  ['a dollar before a last line feed', { s: /bee$/ }, [2, 5]],
  ['ids in a list', { _id: { $in: [7, 2, 99] } }, [2, 7]],
  ['a range of ids', { _id: { $gt: 2, $lte: 4 } }, [3, 4]],
];

/** Name, projection, and what it makes of the document 1. */
const projections: readonly (readonly [string, Document, Document])[] = [
  ['fields', { s: 1, n: 1 }, { _id: 1, n: 1, s: 'ant' }],
  ['without _id', { s: 1, _id: 0 }, { s: 'ant' }],
  ['only _id', { _id: 1 }, { _id: 1 }],
  ['a nested field', { 'nested.b.c': 1 }, { _id: 1, nested: { b: { c: 'deep' } } }],
  ['first and last', { _id: 1, nested: 1 }, { _id: 1, nested: { a: 1, b: { c: 'deep' } } }],
  ['a field that is not there', { none: 1 }, { _id: 1 }],
  ['a nested projection', { nested: { a: 1 } }, { _id: 1, nested: { a: 1 } }],
  ['leaving out', { nested: 0, tags: 0, d: 0, o: 0, b: 0 }, { _id: 1, n: 1, s: 'ant' }],
  [
    'leaving out the first, one between and one that is not there',
    { _id: 0, d: 0, none: 0 },
    { n: 1, s: 'ant', o: oid(1), b: true, tags: ['x', 'y'], nested: { a: 1, b: { c: 'deep' } } },
  ],
  [
    'leaving out a nested field',
    { 'nested.b': 0, tags: 0, d: 0, o: 0, b: 0, n: 0 },
    { _id: 1, s: 'ant', nested: { a: 1 } },
  ],
  ['$slice', { tags: { $slice: 1 }, nested: 0, d: 0, o: 0, b: 0, n: 0 }, { _id: 1, s: 'ant', tags: ['x'] }],
];

/** Name, sort, and the ids in that order. */
const sorts: readonly (readonly [string, [string, 1 | -1][], readonly number[]])[] = [
  [
    'strings',
    [
      ['s', 1],
      ['_id', 1],
    ],
    [6, 3, 1, 2, 5, 4, 7],
  ],
  [
    'descending',
    [
      ['s', -1],
      ['_id', -1],
    ],
    [7, 4, 5, 2, 1, 3, 6],
  ],
  [
    'across types',
    [
      ['n', 1],
      ['_id', 1],
    ],
    [4, 5, 1, 7, 2, 3, 6],
  ],
  [
    'dates, missing first',
    [
      ['d', 1],
      ['_id', 1],
    ],
    [4, 5, 6, 1, 2, 3, 7],
  ],
  [
    'arrays by their least element',
    [
      ['scores', 1],
      ['_id', -1],
    ],
    [7, 3, 2, 1, 6, 5, 4],
  ],
  [
    'arrays by their greatest element',
    [
      ['scores', -1],
      ['_id', 1],
    ],
    [6, 4, 5, 1, 2, 3, 7],
  ],
  [
    'fields in arrays: an element without the field counts as missing',
    [
      ['nested.a.q', 1],
      ['_id', 1],
    ],
    [1, 2, 3, 4, 5, 6, 7],
  ],
  [
    'nested fields',
    [
      ['nested.b.c', -1],
      ['_id', 1],
    ],
    [7, 1, 2, 3, 4, 5, 6],
  ],
];

const indexes = [
  { n: 1 },
  { s: 1, _id: 1 },
  { d: -1 },
  { 'nested.a': 1 },
  { tags: 1 },
  { 'items.k': 1, 'items.q': -1 },
  { scores: 1 },
  { o: -1 },
] as const;

/** Filters, sorts, projections and paging, the same with indexes and without. */
export function queryCases(store: StoreUnderTest): void {
  describe.each(['without indexes', 'with indexes'])('queries %s', (kind) => {
    let c: AnyCollection;
    beforeAll(async () => {
      c = store.collection();
      if (kind === 'with indexes') for (const index of indexes) await c.createIndex(index);
      await c.insertMany(documents.map((one) => ({ ...one, _id: one._id })));
    });
    const ids = async (filter: Document) => (await c.find(filter).sort({ _id: 1 }).toArray()).map((one) => one._id);

    test.each(filters)('finds %s', async (_name, filter, expected) => {
      expect(await ids(filter)).toEqual(expected);
      expect(await c.countDocuments(filter)).toBe(expected.length);
    });

    test.each(sorts)('sorts %s', async (_name, sort, expected) => {
      expect((await c.find().sort(sort).toArray()).map((one) => one._id)).toEqual(expected);
      expect((await c.find().sort(sort).skip(2).limit(3).toArray()).map((one) => one._id)).toEqual(
        expected.slice(2, 5),
      );
    });

    test.each(projections)('projects %s', async (_name, projection, expected) => {
      expect(await c.findOne({ _id: 1 }, { projection })).toEqual(expected);
    });

    test('fields of a projection keep the order they are stored in', async () => {
      const found = await c.findOne({ _id: 1 }, { projection: { nested: 1, s: 1, n: 1 } });
      expect(Object.keys(found ?? {})).toEqual(['_id', 'n', 's', 'nested']);
    });

    test('distinct takes arrays apart', async () => {
      expect((await c.distinct('scores')).sort()).toEqual([1, 10, 100, 20, 30, 5]);
      expect((await c.distinct('s', { s: { $gt: 'a', $lt: 'c' } })).sort()).toEqual(['ant', 'bee']);
    });
  });
}
