import { Code, type Db, Decimal128, type Document, Long, MaxKey } from 'mongodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from './use-database.ts';

/** What only the embedded store promises: MongoDB's own codes, its plans, and errors for what it lacks. */
describe('the embedded database', () => {
  const database = useDatabase();
  let db: Db;

  beforeAll(async () => {
    db = database();
    await db.collection<Document>('c').insertOne({ _id: 'here', a: 1 } as Document);
    await db.collection('decimals').insertOne({ n: Decimal128.fromString('1.5') });
    await db.collection('wide').insertOne({ n: Long.fromString('9007199254740993') });
    await db.collection('arrays').insertOne({ a: [1, 2] });
    await db.collection('empty').insertOne({ a: [] });
  });

  const refusals: readonly (readonly [string, Document, number])[] = [
    ['an unknown command', { mapReduce: 'c' }, 59],
    ['an unknown option', { find: 'c', nonsense: 1 }, 40415],
    ['a transaction', { find: 'c', txnNumber: Long.fromNumber(1), autocommit: false, startTransaction: true }, 20],
    ['a change stream', { aggregate: 'c', pipeline: [{ $changeStream: {} }], cursor: {} }, 40573],
    ['a collation', { find: 'c', collation: { locale: 'de' } }, 115],
    ['a tailable cursor', { find: 'c', tailable: true }, 115],
    ['$where', { find: 'c', filter: { $where: 'true' } }, 115],
    ['$near', { find: 'c', filter: { a: { $near: [0, 0] } } }, 115],
    ['$text', { find: 'c', filter: { $text: { $search: 'x' } } }, 115],
    ['$jsonSchema', { find: 'c', filter: { $jsonSchema: {} } }, 115],
    ['one kind of number', { find: 'c', filter: { a: { $type: 'int' } } }, 115],
    ['$out', { aggregate: 'c', pipeline: [{ $out: 'd' }], cursor: {} }, 40324],
    ['$lookup without fields', { aggregate: 'c', pipeline: [{ $lookup: { from: 'd', as: 'd' } }], cursor: {} }, 9],
    [
      '$lookup with a pipeline',
      { aggregate: 'c', pipeline: [{ $lookup: { from: 'd', pipeline: [], as: 'd' } }], cursor: {} },
      115,
    ],
    [
      '$lookup of an empty array in a field other than _id',
      {
        aggregate: 'empty',
        pipeline: [{ $lookup: { from: 'd', localField: 'a', foreignField: 'b', as: 'd' } }],
        cursor: {},
      },
      115,
    ],
    ['a field computed inside another', { aggregate: 'c', pipeline: [{ $set: { 'a.b': 1 } }], cursor: {} }, 115],
    ['a variable', { aggregate: 'c', pipeline: [{ $project: { a: '$$NOW' } }], cursor: {} }, 115],
    [
      'an unknown accumulator',
      { aggregate: 'c', pipeline: [{ $group: { _id: 1, a: { $nope: 1 } } }], cursor: {} },
      15952,
    ],
    [
      'arithmetic with Decimal128',
      { aggregate: 'decimals', pipeline: [{ $group: { _id: 1, n: { $sum: '$n' } } }], cursor: {} },
      115,
    ],
    [
      'an integer beyond 64 bits',
      { aggregate: 'wide', pipeline: [{ $project: { n: { $multiply: ['$n', '$n'] } } }], cursor: {} },
      115,
    ],
    [
      'doubles with an integer beyond 2^53',
      { aggregate: 'wide', pipeline: [{ $project: { n: { $add: ['$n', 0.5] } } }], cursor: {} },
      115,
    ],
    ['$expr', { find: 'c', filter: { $expr: { $eq: ['$a', '$b'] } } }, 115],
    ['a comparison with MaxKey', { find: 'c', filter: { a: { $lt: new MaxKey() } } }, 115],
    ['the option x of a regular expression', { find: 'c', filter: { a: { $regex: 'a', $options: 'x' } } }, 115],
    ['a back reference', { find: 'c', filter: { a: { $regex: '(a)\\1' } } }, 115],
    ['a POSIX class', { find: 'c', filter: { a: { $regex: '[[:alpha:]]' } } }, 115],
    ['an empty class', { find: 'c', filter: { a: { $regex: '[]a]' } } }, 115],
    ['a regular expression without an end', { find: 'c', filter: { a: { $regex: '(a' } } }, 51091],
    ['an expression in a projection', { find: 'c', projection: { a: { $toUpper: '$b' } } }, 115],
    ['the matched element in a projection', { find: 'c', projection: { 'a.$': 1 } }, 115],
    ['a path and one inside it in a projection', { find: 'c', projection: { a: 1, 'a.b': 1 } }, 31249],
    ['sorting by the position of an element', { find: 'arrays', sort: { 'a.0': 1 } }, 115],
    [
      'an index on the position of an element',
      { createIndexes: 'c', indexes: [{ key: { 'a.0': 1 }, name: 't' }] },
      115,
    ],
    [
      'a partial index by $ne',
      { createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 't', partialFilterExpression: { a: { $ne: 1 } } }] },
      67,
    ],
    [
      'a field called by a number after others',
      {
        insert: 'c',
        documents: [
          new Map([
            ['b', 1],
            ['1', 2],
          ]),
        ],
      },
      115,
    ],
    ['an outdated BSON type', { insert: 'c', documents: [{ a: new Code('') }] }, 115],
    [
      'a field called by a dollar',
      { findAndModify: 'c', query: { _id: 9 }, update: { a: { $b: 1 } }, upsert: true },
      52,
    ],
    ['a change of a TTL', { collMod: 'c', index: { name: 'a_1', expireAfterSeconds: 5 } }, 59],
    ['an unknown stage', { aggregate: 'c', pipeline: [{ $search: {} }], cursor: {} }, 40324],
    ['an unknown expression', { aggregate: 'c', pipeline: [{ $project: { a: { $nope: 1 } } }], cursor: {} }, 168],
    ['a text index', { createIndexes: 'c', indexes: [{ key: { a: 'text' }, name: 't' }] }, 115],
    [
      'an index with a collation',
      { createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 't', collation: { locale: 'de' } }] },
      115,
    ],
    ['a capped collection', { create: 'capped', capped: true, size: 100 }, 115],
    ['a collection that is there', { create: 'c' }, 48],
    ['a bad name', { create: 'a$b' }, 73],
    ['indexes of no collection', { listIndexes: 'none' }, 26],
    ['an index that is not there', { dropIndexes: 'c', index: 'none' }, 27],
    ['the index of _id', { dropIndexes: 'c', index: '_id_' }, 72],
    ['a cursor that is not there', { getMore: Long.fromNumber(5), collection: 'c' }, 43],
    ['a write concern of two nodes', { insert: 'c', documents: [{}], writeConcern: { w: 2 } }, 2],
    ['a linearizable read', { find: 'c', readConcern: { level: 'linearizable' } }, 123],
    ['two orders in one field', { find: 'c', sort: { a: 2 } }, 2],
    ['including and excluding', { find: 'c', projection: { a: 1, b: 0 } }, 31254],
    ['a negative limit', { find: 'c', limit: -1 }, 51024],
  ];

  test.each(refusals)('refuses %s', async (_name, command, code) => {
    await expect(db.command(command)).rejects.toMatchObject({ code });
  });

  test('a duplicate key names index, pattern and value', async () => {
    const c = db.collection<Document>('duplicates');
    await c.createIndex({ k: 1, 'n.m': -1 }, { unique: true });
    await c.insertOne({ k: 'a', n: { m: 1 } });
    const error = await c.insertOne({ k: 'a', n: { m: 1 } }).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 11000, keyPattern: { k: 1, 'n.m': -1 }, keyValue: { k: 'a', 'n.m': 1 } });
    expect(error.message).toContain(
      `E11000 duplicate key error collection: ${db.databaseName}.duplicates index: k_1_n.m_-1 dup key: { k: "a", n.m: 1 }`,
    );
  });

  test('an index of the same name or key and other options is a conflict', async () => {
    const c = db.collection('conflicts');
    await c.createIndex({ a: 1 });
    await expect(c.createIndex({ a: 1 }, { unique: true, name: 'other' })).rejects.toMatchObject({ code: 85 });
    await expect(c.createIndex({ b: 1 }, { name: 'a_1' })).rejects.toMatchObject({ code: 86 });
  });

  test('time is limited between pieces of work', async () => {
    const c = db.collection<Document>('slow');
    await c.insertMany(Array.from({ length: 20_000 }, (_, n) => ({ n })));
    await expect(
      c
        .find({ n: { $mod: [100_000, 99_999] } })
        .maxTimeMS(1)
        .toArray(),
    ).rejects.toMatchObject({ code: 50 });
  });

  test('others write between the pieces of a long command', async () => {
    const many = db.collection<Document>('many').insertMany(Array.from({ length: 20_000 }, (_, n) => ({ n })));
    const one = db.collection<Document>('one').insertOne({});
    expect(await Promise.race([many, one])).toMatchObject({ insertedId: expect.anything() });
    expect(await many).toMatchObject({ insertedCount: 20_000 });
  });

  describe('plans', () => {
    const accounts = 10;
    const total = 3_000;

    beforeAll(async () => {
      const c = db.collection<Document>('plans');
      await c.createIndex({ account: 1, at: -1, _id: -1 });
      await c.createIndex({ key: 1 }, { unique: true, sparse: true });
      await c.createIndex({ tags: 1 });
      await c.insertMany(
        Array.from({ length: total }, (_, n) => ({
          account: `a${n % accounts}`,
          at: new Date(n),
          n,
          key: `k${n}`,
          tags: [n % 7, n % 5],
        })),
      );
    });

    const newest = { at: -1, _id: -1 } as const;
    const at = new Date(1_500);
    /** Name, filter, sort, limit, the index chosen, and how many keys it may read. */
    const plans: readonly (readonly [string, Document, Document, number, string, number])[] = [
      ['an equality', { key: 'k5' }, {}, 0, 'key_1', 1],
      ['the newest of one account', { account: 'a1' }, newest, 50, 'account_1_at_-1__id_-1', 51],
      ['the oldest of one account', { account: 'a1' }, { at: 1, _id: 1 }, 50, 'account_1_at_-1__id_-1', 51],
      [
        'the newest of three accounts',
        { account: { $in: ['a1', 'a2', 'a3'] } },
        newest,
        50,
        'account_1_at_-1__id_-1',
        55,
      ],
      [
        'a range of dates',
        { account: 'a1', at: { $gte: at, $lt: new Date(1_600) } },
        newest,
        0,
        'account_1_at_-1__id_-1',
        11,
      ],
      [
        'a keyset page',
        { account: 'a1', $or: [{ at: { $lt: at } }, { at, _id: { $lt: 'x' } }] },
        newest,
        20,
        'account_1_at_-1__id_-1',
        22,
      ],
      [
        'a keyset page of several accounts',
        { account: { $in: ['a1', 'a2'] }, $or: [{ at: { $lt: at } }, { at, _id: { $lt: 'x' } }] },
        newest,
        20,
        'account_1_at_-1__id_-1',
        25,
      ],
      ['an element', { tags: 6 }, {}, 0, 'tags_1', total / 6],
    ];

    test.each(plans)('%s', async (_name, filter, sort, limit, index, mostKeys) => {
      const c = db.collection('plans');
      const { queryPlanner, executionStats } = await c.find(filter).sort(sort).limit(limit).explain('executionStats');
      expect(queryPlanner.winningPlan).toMatchObject({
        stage: 'FETCH',
        inputStage: { stage: 'IXSCAN', indexName: index },
      });
      expect(executionStats.totalKeysExamined).toBeLessThanOrEqual(mostKeys);
      const hinted = await c.find(filter).sort(sort).limit(limit).hint({ $natural: 1 }).toArray();
      const found = await c.find(filter).sort(sort).limit(limit).toArray();
      if (Object.keys(sort).length > 0) expect(found).toEqual(hinted);
      else expect(new Set(found.map((one) => one.n))).toEqual(new Set(hinted.map((one) => one.n)));
    });

    test('a scan and a sort in memory are called so', async () => {
      const c = db.collection('plans');
      expect((await c.find({ n: 5 }).explain('queryPlanner')).queryPlanner.winningPlan.stage).toBe('COLLSCAN');
      expect(
        (await c.find({ account: 'a1' }).sort({ n: 1 }).explain('queryPlanner')).queryPlanner.winningPlan,
      ).toMatchObject({ stage: 'SORT', inputStage: { stage: 'FETCH' } });
    });

    test('an index without arrays is taken before one with them: its entries can be counted', async () => {
      const c = db.collection('counted');
      await c.createIndexes([{ key: { account: 1, tags: 1 } }, { key: { account: 1, at: -1 } }]);
      await c.insertMany([1, 2].map((at) => ({ account: 'a', at, tags: [1, 2] })));
      const { inputStage } = (await c.find({ account: 'a' }).explain('queryPlanner')).queryPlanner.winningPlan;
      expect(inputStage.indexName).toBe('account_1_at_-1');
      expect(await c.countDocuments({ account: 'a' })).toBe(2);
    });

    test('a sparse index is not used where it would miss documents', async () => {
      const c = db.collection('plans');
      const plan = (await c.find({ key: null }).explain('queryPlanner')).queryPlanner.winningPlan;
      expect(plan.stage).toBe('COLLSCAN');
    });
  });

  describe('keys longer than LMDB takes', () => {
    const long = (end: string) => `${'long'.repeat(1_000)}${end}`;

    test('are found, ranged over, sorted and unique', async () => {
      const c = db.collection<Document>('long_keys');
      await c.createIndex({ s: 1, n: -1 }, { unique: true });
      await c.insertMany(['c', 'a', 'b'].map((end, n) => ({ s: long(end), n })));
      await c.insertOne({ s: 'short', n: 0 });
      expect(await c.countDocuments({ s: long('b') })).toBe(1);
      expect(await c.countDocuments({ s: { $gt: long('a') } })).toBe(3);
      expect(await c.countDocuments({ s: { $lt: long('c') } })).toBe(2);
      expect((await c.find().sort({ s: 1 }).toArray()).map((one) => one.s.at(-1))).toEqual(['a', 'b', 'c', 't']);
      await expect(c.insertOne({ s: long('a'), n: 1 })).rejects.toMatchObject({ code: 11000 });
      await c.insertOne({ s: long('a'), n: 9 });
    });

    test('are ids', async () => {
      const c = db.collection<{ _id: string }>('long_ids');
      await c.insertMany(['c', 'a', 'b'].map((end) => ({ _id: long(end) })));
      expect(await c.findOne({ _id: long('b') })).toEqual({ _id: long('b') });
      expect((await c.find().sort({ _id: -1 }).toArray()).map((one) => one._id.at(-1))).toEqual(['c', 'b', 'a']);
      expect(await c.countDocuments({ _id: { $gt: long('a') } })).toBe(2);
      await expect(c.insertOne({ _id: long('a') })).rejects.toMatchObject({ code: 11000 });
      expect(await c.deleteMany({ _id: { $gte: long('b') } })).toMatchObject({ deletedCount: 2 });
    });
  });
});
