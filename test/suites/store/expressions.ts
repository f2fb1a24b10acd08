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
  [{ $concat: ['$s', '!'] }, ['Hello World!', '!', 'ete!']],
  [{ $concat: ['$s', '$missing'] }, [null, null, null]],
  [{ $toUpper: '$s' }, ['HELLO WORLD', '', 'ETE']],
  [{ $toLower: '$s' }, ['hello world', '', 'ete']],
  [{ $toUpper: '$missing' }, ['', '', '']],
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
    { $dateToString: { date: '$d', format: '%Y-%m-%dT%H:%M:%S.%LZ' } },
    ['2026-03-29T01:30:15.250Z', '1970-01-01T00:00:00.000Z', null],
  ],
  [{ $dateToString: { date: '$d' } }, ['2026-03-29T01:30:15.250Z', '1970-01-01T00:00:00.000Z', null]],
  [{ $literal: '$n' }, ['$n', '$n', '$n']],
  ['$o.x', [1, undefined, 'z']],
  ['$docs.v', [[1, 2], undefined, undefined]],
  ['$docs.k', [['a', 'b'], undefined, undefined]],
  [
    ['$n', '$missing'],
    [
      [5, null],
      [0, null],
      [7.5, null],
    ],
  ],
  [{ $year: new Date('1971-02-05T00:00:00.000Z') }, [1971, 1971, 1971]],
  [{ $month: new Date('1971-02-05T00:00:00.000Z') }, [2, 2, 2]],
  [{ $dayOfMonth: new Date('1971-02-05T00:00:00.000Z') }, [5, 5, 5]],
  [{ $hour: new Date('1971-02-05T00:00:00.000Z') }, [0, 0, 0]],
  [{ $minute: new Date('1971-02-05T00:00:00.000Z') }, [0, 0, 0]],
  [{ $second: new Date('1971-02-05T00:00:00.000Z') }, [0, 0, 0]],
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
