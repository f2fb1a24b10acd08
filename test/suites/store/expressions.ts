import type { Document } from 'mongodb';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AnyCollection, StoreUnderTest } from '../store.ts';

const documents: Document[] = [
  {
    _id: 1,
    n: 5,
    m: -2.5,
    s: 'Hello World',
    t: ['a', 'b', 'a'],
    d: new Date('2026-03-29T01:30:15.250Z'),
    o: { x: 1, y: null },
    arr: [3, 1, 2],
    nul: null,
    docs: [
      { k: 'a', v: 1 },
      { k: 'b', v: 2 },
    ],
  },
  { _id: 2, n: 0, s: '', t: [], d: new Date('1970-01-01T00:00:00.000Z'), arr: [{ q: 1 }, { q: 2 }] },
  { _id: 3, n: 7.5, m: 10, s: 'ete', t: null, arr: [[1, 2], [3]], o: { x: 'z' } },
];

/** An expression, and its value for each of the documents. */
const expressions: readonly (readonly [unknown, readonly unknown[]])[] = [
  [{ $abs: '$m' }, [2.5, null, 10]],
  [{ $add: ['$n', '$m'] }, [2.5, null, 17.5]],
  [{ $add: ['$d', 1000] }, [new Date('2026-03-29T01:30:16.250Z'), new Date('1970-01-01T00:00:01.000Z'), null]],
  [{ $subtract: ['$n', '$m'] }, [7.5, null, -2.5]],
  [{ $subtract: ['$d', new Date('1970-01-01T00:00:00.000Z')] }, [1774747815250, 0, null]],
  [{ $multiply: ['$n', 3] }, [15, 0, 22.5]],
  [{ $divide: ['$n', 2] }, [2.5, 0, 3.75]],
  [{ $mod: ['$n', 3] }, [2, 0, 1.5]],
  [{ $ceil: '$m' }, [-2, null, 10]],
  [{ $floor: '$m' }, [-3, null, 10]],
  [{ $round: ['$m', 0] }, [-2, null, 10]],
  [{ $sqrt: '$n' }, [2.23606797749979, 0, 2.7386127875258306]],
  [{ $pow: ['$n', 2] }, [25, 0, 56.25]],
  [{ $cmp: ['$n', 5] }, [0, -1, 1]],
  [{ $eq: ['$nul', null] }, [true, false, false]],
  [{ $eq: ['$missing', null] }, [false, false, false]],
  [{ $gt: ['$missing', 1] }, [false, false, false]],
  [{ $gt: ['$s', 1] }, [true, true, true]],
  [{ $lt: [null, 1] }, [true, true, true]],
  [{ $and: ['$n', '$s'] }, [true, false, true]],
  [{ $or: ['$nul', '$missing'] }, [false, false, false]],
  [{ $not: ['$n'] }, [false, true, false]],
  [{ $cond: ['$n', 'y', 'n'] }, ['y', 'n', 'y']],
  [{ $ifNull: ['$m', 'none'] }, [-2.5, 'none', 10]],
  [
    // biome-ignore lint/suspicious/noThenProperty: it is how a branch of $switch is written
    { $switch: { branches: [{ case: { $eq: ['$n', 5] }, then: 'five' }], default: 'other' } },
    ['five', 'other', 'other'],
  ],
  [{ $concat: ['$s', '!'] }, ['Hello World!', '!', 'ete!']],
  [{ $concat: ['$s', '$missing'] }, [null, null, null]],
  [{ $toUpper: '$s' }, ['HELLO WORLD', '', 'ETE']],
  [{ $toLower: '$s' }, ['hello world', '', 'ete']],
  [{ $toUpper: '$missing' }, ['', '', '']],
  [{ $strLenCP: '$s' }, [11, 0, 3]],
  [{ $strLenBytes: '$s' }, [11, 0, 3]],
  [{ $substrCP: ['$s', 1, 3] }, ['ell', '', 'te']],
  [{ $substr: ['$s', 0, 2] }, ['He', '', 'et']],
  [{ $split: ['$s', ' '] }, [['Hello', 'World'], [''], ['ete']]],
  [{ $trim: { input: '  x ' } }, ['x', 'x', 'x']],
  [{ $regexMatch: { input: '$s', regex: 'wor', options: 'i' } }, [true, false, false]],
  [{ $replaceOne: { input: '$s', find: 'l', replacement: 'L' } }, ['HeLlo World', '', 'ete']],
  [{ $replaceAll: { input: '$s', find: 'l', replacement: 'L' } }, ['HeLLo WorLd', '', 'ete']],
  [{ $size: { $ifNull: ['$t', []] } }, [3, 0, 0]],
  [{ $arrayElemAt: ['$arr', 0] }, [3, { q: 1 }, [1, 2]]],
  [{ $arrayElemAt: ['$arr', -1] }, [2, { q: 2 }, [3]]],
  [{ $arrayElemAt: ['$arr', 9] }, [undefined, undefined, undefined]],
  [{ $first: '$arr' }, [3, { q: 1 }, [1, 2]]],
  [{ $last: '$arr' }, [2, { q: 2 }, [3]]],
  [{ $in: ['a', { $ifNull: ['$t', []] }] }, [true, false, false]],
  [{ $isArray: '$t' }, [true, true, false]],
  [
    { $concatArrays: ['$arr', [9]] },
    [
      [3, 1, 2, 9],
      [{ q: 1 }, { q: 2 }, 9],
      [[1, 2], [3], 9],
    ],
  ],
  [
    { $slice: ['$arr', 2] },
    [
      [3, 1],
      [{ q: 1 }, { q: 2 }],
      [[1, 2], [3]],
    ],
  ],
  [{ $slice: ['$arr', -1] }, [[2], [{ q: 2 }], [[3]]]],
  [{ $slice: ['$arr', 1, 1] }, [[1], [{ q: 2 }], [[3]]]],
  [
    { $reverseArray: '$arr' },
    [
      [2, 1, 3],
      [{ q: 2 }, { q: 1 }],
      [[3], [1, 2]],
    ],
  ],
  [{ $filter: { input: { $ifNull: ['$t', []] }, as: 'x', cond: { $eq: ['$$x', 'a'] } } }, [['a', 'a'], [], []]],
  [
    { $reduce: { input: { $ifNull: ['$t', []] }, initialValue: '', in: { $concat: ['$$value', '$$this'] } } },
    ['aba', '', ''],
  ],
  [
    { $range: [0, 5, 2] },
    [
      [0, 2, 4],
      [0, 2, 4],
      [0, 2, 4],
    ],
  ],
  [
    {
      $zip: {
        inputs: [
          [1, 2],
          ['a', 'b'],
        ],
      },
    },
    [
      [
        [1, 'a'],
        [2, 'b'],
      ],
      [
        [1, 'a'],
        [2, 'b'],
      ],
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
  ],
  [{ $indexOfArray: ['$arr', 2] }, [2, -1, -1]],
  [{ $setIntersection: [['a', 'c'], { $ifNull: ['$t', []] }] }, [['a'], [], []]],
  [{ $setDifference: [['a', 'c'], { $ifNull: ['$t', []] }] }, [['c'], ['a', 'c'], ['a', 'c']]],
  [{ $setIsSubset: [['a'], { $ifNull: ['$t', []] }] }, [true, false, false]],
  [{ $setEquals: [['a', 'b'], { $ifNull: ['$t', []] }] }, [true, false, false]],
  [{ $arrayToObject: { $ifNull: ['$docs', []] } }, [{ a: 1, b: 2 }, {}, {}]],
  [
    { $objectToArray: '$o' },
    [
      [
        { k: 'x', v: 1 },
        { k: 'y', v: null },
      ],
      null,
      [{ k: 'x', v: 'z' }],
    ],
  ],
  [{ $mergeObjects: ['$o', { z: 1 }] }, [{ x: 1, y: null, z: 1 }, { z: 1 }, { x: 'z', z: 1 }]],
  [
    { $dateToString: { date: '$d', format: '%Y-%m-%dT%H:%M:%S.%LZ' } },
    ['2026-03-29T01:30:15.250Z', '1970-01-01T00:00:00.000Z', null],
  ],
  [{ $dateToString: { date: '$d' } }, ['2026-03-29T01:30:15.250Z', '1970-01-01T00:00:00.000Z', null]],
  [
    { $dateFromString: { dateString: '2026-01-02T03:04:05Z' } },
    [new Date('2026-01-02T03:04:05.000Z'), new Date('2026-01-02T03:04:05.000Z'), new Date('2026-01-02T03:04:05.000Z')],
  ],
  [{ $toString: '$n' }, ['5', '0', '7.5']],
  [{ $toString: '$d' }, ['2026-03-29T01:30:15.250Z', '1970-01-01T00:00:00.000Z', null]],
  [
    { $toDate: '2026-01-01' },
    [new Date('2026-01-01T00:00:00.000Z'), new Date('2026-01-01T00:00:00.000Z'), new Date('2026-01-01T00:00:00.000Z')],
  ],
  [{ $toBool: '$n' }, [true, false, true]],
  [{ $literal: '$n' }, ['$n', '$n', '$n']],
  [{ $let: { vars: { q: '$n' }, in: { $add: ['$$q', 1] } } }, [6, 1, 8.5]],
  [{ $sum: ['$n', '$m'] }, [2.5, 0, 17.5]],
  [{ $sum: '$arr' }, [6, 0, 0]],
  [{ $avg: ['$n', '$m'] }, [1.25, 0, 8.75]],
  [{ $max: ['$n', '$m'] }, [5, 0, 10]],
  [{ $min: '$arr' }, [1, { q: 1 }, [1, 2]]],
  [{ $anyElementTrue: ['$arr'] }, [true, true, true]],
  [{ $allElementsTrue: ['$arr'] }, [true, true, true]],
  [{ $getField: 'n' }, [5, 0, 7.5]],
  [{ $strcasecmp: ['$s', 'hello world'] }, [0, -1, -1]],
  ['$o.x', [1, undefined, 'z']],
  ['$docs.v', [[1, 2], undefined, undefined]],
  ['$docs.k', [['a', 'b'], undefined, undefined]],
  [
    { $sortArray: { input: [3, 1, 2], sortBy: 1 } },
    [
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ],
  ],
  [
    { a: '$n', b: ['$s'] },
    [
      { a: 5, b: ['Hello World'] },
      { a: 0, b: [''] },
      { a: 7.5, b: ['ete'] },
    ],
  ],
  [
    ['$n', '$missing'],
    [
      [5, null],
      [0, null],
      [7.5, null],
    ],
  ],
  [{ $isNumber: '$n' }, [true, true, true]],
  [{ $year: new Date('1971-02-05T00:00:00.000Z') }, [1971, 1971, 1971]],
  [{ $month: new Date('1971-02-05T00:00:00.000Z') }, [2, 2, 2]],
  [{ $dayOfMonth: new Date('1971-02-05T00:00:00.000Z') }, [5, 5, 5]],
  [{ $hour: new Date('1971-02-05T00:00:00.000Z') }, [0, 0, 0]],
  [{ $minute: new Date('1971-02-05T00:00:00.000Z') }, [0, 0, 0]],
  [{ $second: new Date('1971-02-05T00:00:00.000Z') }, [0, 0, 0]],
  [{ $millisecond: new Date('1971-02-05T00:00:00.000Z') }, [0, 0, 0]],
  [{ $dayOfWeek: new Date('1971-02-05T00:00:00.000Z') }, [6, 6, 6]],
  [{ $dayOfYear: new Date('1971-02-05T00:00:00.000Z') }, [36, 36, 36]],
  [{ $week: new Date('1971-02-05T00:00:00.000Z') }, [5, 5, 5]],
  [{ $isoWeek: new Date('1971-02-05T00:00:00.000Z') }, [5, 5, 5]],
  [{ $ln: 1 }, [0, 0, 0]],
  [{ $log10: 100 }, [2, 2, 2]],
  [{ $exp: 0 }, [1, 1, 1]],
];

/** The expressions that the embedded store has, with values that are there, null and missing. */
export function expressionCases(store: StoreUnderTest): void {
  describe('expressions', () => {
    let c: AnyCollection;
    beforeAll(async () => {
      c = store.collection();
      await c.insertMany(documents.map((one) => ({ ...one, _id: one._id })));
    });

    const rows = expressions.map(([expression, expected]) => ({
      name: JSON.stringify(expression),
      expression,
      expected,
    }));
    test.each(rows)('$name', async ({ expression, expected }) => {
      const found = await c.aggregate([{ $sort: { _id: 1 } }, { $project: { r: expression } }]).toArray();
      expect(found.map((one) => one.r)).toEqual(expected);
    });
  });
}
