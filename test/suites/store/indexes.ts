import type { Document } from 'mongodb';
import { describe, expect, test } from 'vitest';
import type { AnyCollection, StoreUnderTest } from '../store.ts';

const account = (n: number) => `account-${n}`;

/** Creates sessions of alternating accounts; several have the same date, as those created within a millisecond. */
function sessions(count: number): Document[] {
  return Array.from({ length: count }, (_, n) => ({
    _id: n,
    accountId: account(n % 3),
    dateCreated: new Date(1_700_000_000_000 + Math.floor(n / 7) * 1_000),
    queue: n % 5 === 0 ? null : 'main',
  }));
}

const newestFirst = { dateCreated: -1, _id: -1 } as const;

function expectedIds(accounts: readonly number[]): number[] {
  return sessions(200)
    .filter((one) => accounts.map(account).includes(one.accountId))
    .sort((a, b) => b.dateCreated - a.dateCreated || b._id - a._id)
    .map((one) => one._id);
}

/** Pages through a list with the keyset filter that the lists of the product use. */
async function walk(c: AnyCollection, filter: Document, size: number): Promise<unknown[]> {
  const ids: unknown[] = [];
  let after: Document | undefined;
  while (true) {
    const beyond = after && {
      $or: [{ dateCreated: { $lt: after.dateCreated } }, { dateCreated: after.dateCreated, _id: { $lt: after._id } }],
    };
    const page: Document[] = await c
      .find({ ...filter, ...beyond })
      .sort(newestFirst)
      .limit(size)
      .toArray();
    ids.push(...page.map((one) => one._id));
    after = page.at(-1);
    if (page.length < size) return ids;
  }
}

/** Tests unique, sparse, partial and TTL indexes, and sorting with and without an index. */
export function indexCases(store: StoreUnderTest): void {
  describe('indexes', () => {
    test('are listed as they were created', async () => {
      const c = store.collection();
      await c.createIndex({ a: 1, b: -1 });
      await c.createIndex({ u: 1 }, { unique: true, name: 'one_u' });
      await c.createIndex({ s: 1 }, { sparse: true });
      await c.createIndex({ p: 1 }, { unique: true, partialFilterExpression: { p: { $exists: true } } });
      await c.createIndex({ t: 1 }, { expireAfterSeconds: 60 });
      const listed = new Map((await c.listIndexes().toArray()).map((one) => [one.name, one]));
      expect([...listed.keys()].sort()).toEqual(['_id_', 'a_1_b_-1', 'one_u', 'p_1', 's_1', 't_1']);
      expect(listed.get('a_1_b_-1')).toMatchObject({ key: { a: 1, b: -1 } });
      expect(listed.get('one_u')).toMatchObject({ unique: true });
      expect(listed.get('s_1')).toMatchObject({ sparse: true });
      expect(listed.get('p_1')).toMatchObject({ partialFilterExpression: { p: { $exists: true } } });
      expect(listed.get('t_1')).toMatchObject({ expireAfterSeconds: 60 });
      await c.createIndex({ a: 1, b: -1 });
      await c.dropIndex('s_1');
      expect((await c.listIndexes().toArray()).length).toBe(5);
      await expect(c.dropIndex('none')).rejects.toThrow();
    });

    test('a unique index rejects duplicates of inserts, updates and upserts', async () => {
      const c = store.collection();
      await c.createIndex({ k: 1, n: 1 }, { unique: true });
      await c.insertMany([
        { _id: 1, k: 'a', n: 1 },
        { _id: 2, k: 'a', n: 2 },
      ]);
      const refusal = { code: 11000 };
      await expect(c.insertOne({ _id: 3, k: 'a', n: 1 })).rejects.toMatchObject(refusal);
      await expect(c.updateOne({ _id: 2 }, { $set: { n: 1 } })).rejects.toMatchObject({ code: 11000 });
      await expect(c.updateOne({ _id: 9 }, { $set: { k: 'a', n: 2 } }, { upsert: true })).rejects.toMatchObject({
        code: 11000,
      });
      await c.updateOne({ _id: 2 }, { $set: { n: 3 } });
      await c.insertOne({ _id: 3, k: 'a', n: 2 });
      expect(await c.countDocuments()).toBe(3);
    });

    test('a unique index is not created when duplicates exist', async () => {
      const c = store.collection();
      await c.insertMany([
        { _id: 1, k: 'a' },
        { _id: 2, k: 'a' },
      ]);
      await expect(c.createIndex({ k: 1 }, { unique: true })).rejects.toThrow();
      expect((await c.listIndexes().toArray()).map((one) => one.name)).toEqual(['_id_']);
    });

    test('all indexes are updated by all kinds of changes', async () => {
      const c = store.collection();
      const where = { shown: { $exists: true } };
      await c.createIndex({ a: 1 });
      await c.createIndex({ 'd.e': 1, a: -1 });
      await c.createIndex({ k: 1 }, { partialFilterExpression: where });
      await c.insertMany(Array.from({ length: 20 }, (_, n) => ({ _id: n, a: n, d: { e: n % 3 }, k: n % 2, tags: [] })));
      await c.updateMany({ _id: { $lt: 12 } }, { $set: { shown: true }, $inc: { a: 100 } });
      await c.updateMany({ _id: { $gte: 9, $lt: 15 } }, { $set: { 'd.e': 7, other: 1 } });
      await c.updateMany({ _id: { $lt: 4 } }, { $unset: { shown: '' }, $set: { tags: ['x'] } });
      await c.replaceOne({ _id: 5 }, { a: 1, shown: false, k: 9 });
      const ids = async (filter: Document, hint: Document) =>
        (await c.find(filter).hint(hint).sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
      expect(await ids({ a: { $gte: 100 } }, { a: 1 })).toEqual([0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11]);
      expect(await ids({ a: 1 }, { a: 1 })).toEqual([5]);
      expect(await ids({ 'd.e': 7 }, { 'd.e': 1, a: -1 })).toEqual([9, 10, 11, 12, 13, 14]);
      expect(await ids({ 'd.e': 0, a: { $gte: 100 } }, { 'd.e': 1, a: -1 })).toEqual([0, 3, 6]);
      expect(await ids({ k: 1, ...where }, { k: 1 })).toEqual([7, 9, 11]);
      expect(await ids({ k: 9, ...where }, { k: 1 })).toEqual([5]);
    });

    test('a unique index treats missing as one value, a sparse or partial index skips it', async () => {
      const plain = store.collection();
      await plain.createIndex({ k: 1 }, { unique: true });
      await plain.insertOne({ _id: 1 });
      await expect(plain.insertOne({ _id: 2, k: null })).rejects.toMatchObject({ code: 11000 });
      const sparse = store.collection();
      await sparse.createIndex({ k: 1 }, { unique: true, sparse: true });
      await sparse.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3, k: 1 }]);
      await expect(sparse.insertOne({ _id: 4, k: 1 })).rejects.toMatchObject({ code: 11000 });
      expect(await sparse.find().sort({ k: 1, _id: 1 }).toArray()).toHaveLength(3);
      expect(await sparse.countDocuments({ k: null })).toBe(2);
      const partial = store.collection();
      await partial.createIndex({ k: 1 }, { unique: true, partialFilterExpression: { k: { $type: 'string' } } });
      await partial.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3, k: 'a' }, { _id: 4, k: 5 }, { _id: 5, k: 5 }]);
      await expect(partial.insertOne({ _id: 6, k: 'a' })).rejects.toMatchObject({ code: 11000 });
      expect(await partial.countDocuments({ k: 5 })).toBe(2);
      expect(await partial.findOne({ k: 'a' })).toEqual({ _id: 3, k: 'a' });
    });

    test('a unique index covers array elements', async () => {
      const c = store.collection();
      await c.createIndex({ tags: 1 }, { unique: true });
      await c.insertOne({ _id: 1, tags: ['a', 'b', 'a'] });
      await expect(c.insertOne({ _id: 2, tags: ['c', 'b'] })).rejects.toMatchObject({ code: 11000 });
      await c.insertOne({ _id: 2, tags: ['c', 'd'] });
    });

    test.each([
      ['without an index', []],
      ['with an index', [{ accountId: 1, dateCreated: -1, _id: -1 }]],
      ['with an index in the opposite direction', [{ accountId: 1, dateCreated: 1, _id: 1 }]],
      ['with an index on the date only', [{ dateCreated: 1 }]],
    ] as const)('keyset pages are newest first and complete: %s', async (_name, indexes) => {
      const c = store.collection();
      for (const index of indexes) await c.createIndex(index);
      await c.insertMany(sessions(200).map((one) => ({ ...one, _id: one._id })));
      expect(await walk(c, { accountId: account(1) }, 9)).toEqual(expectedIds([1]));
      expect(await walk(c, { accountId: { $in: [account(0), account(2)] } }, 13)).toEqual(expectedIds([0, 2]));
      expect(await walk(c, { accountId: { $in: [account(0), account(2), 'none'] }, queue: 'main' }, 50)).toHaveLength(
        sessions(200).filter((one) => one.accountId !== account(1) && one.queue === 'main').length,
      );
      const oldest = await c
        .find({ accountId: account(1) })
        .sort({ dateCreated: 1, _id: 1 })
        .limit(3)
        .toArray();
      expect(oldest.map((one) => one._id)).toEqual(expectedIds([1]).toReversed().slice(0, 3));
      const range = {
        accountId: account(0),
        dateCreated: { $gte: new Date(1_700_000_005_000), $lt: new Date(1_700_000_009_000) },
      };
      expect(await c.countDocuments(range)).toBe(
        sessions(200).filter((one) => one.accountId === account(0) && one._id >= 35 && one._id < 63).length,
      );
    });

    test('an array index returns each document once, sorted by a later field', async () => {
      const c = store.collection();
      await c.createIndex({ account: 1, 'members.who': 1, date: -1, _id: -1 });
      const who = (...names: string[]) => names.map((name) => ({ who: name }));
      await c.insertMany([
        { _id: 1, account: 1, date: 5, members: who('ann', 'bob') },
        { _id: 2, account: 1, date: 9, members: who('bob') },
        { _id: 3, account: 1, date: 7, members: who('bob', 'ann', 'cid') },
        { _id: 4, account: 2, date: 8, members: who('ann') },
        { _id: 5, account: 1, date: 7, members: [] },
      ]);
      const newest = async (filter: Document, limit: number) =>
        (await c.find(filter).sort({ date: -1, _id: -1 }).limit(limit).toArray()).map((one) => one._id);
      expect(await newest({ account: 1, 'members.who': 'ann' }, 9)).toEqual([3, 1]);
      expect(await newest({ account: 1, 'members.who': { $in: ['ann', 'bob'] } }, 9)).toEqual([2, 3, 1]);
      expect(await newest({ account: { $in: [1, 2] }, 'members.who': { $in: ['ann', 'cid'] } }, 2)).toEqual([4, 3]);
      // an array sorts by its least element, not by the matched one
      expect(
        (await c.find({ account: 1, 'members.who': 'bob' }).sort({ 'members.who': 1, _id: 1 }).toArray()).map(
          (one) => one._id,
        ),
      ).toEqual([1, 3, 2]);
    });

    test('an index is updated by updates and deletes', async () => {
      const c = store.collection();
      await c.createIndex({ a: 1 });
      await c.insertMany([1, 2, 3].map((_id) => ({ _id, a: _id })));
      await c.updateOne({ _id: 1 }, { $set: { a: 10 } });
      await c.deleteOne({ _id: 2 });
      expect(
        await c
          .find({ a: { $gte: 0 } })
          .sort({ a: 1 })
          .toArray(),
      ).toEqual([
        { _id: 3, a: 3 },
        { _id: 1, a: 10 },
      ]);
      expect(await c.countDocuments({ a: { $in: [1, 2] } })).toBe(0);
    });
  });
}
