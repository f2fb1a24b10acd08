import { describe, expect, test } from 'vitest';
import type { StoreUnderTest } from '../store.ts';

/** Tests cursors, collection names and counts, diagnostic commands, and error codes. */
export function commandCases(store: StoreUnderTest): void {
  describe('cursors', () => {
    test('page through all documents once', async () => {
      const c = store.collection();
      await c.insertMany(Array.from({ length: 500 }, (_, n) => ({ _id: n, n: 500 - n })));
      const seen: unknown[] = [];
      for await (const one of c.find({ n: { $gt: 100 } }).batchSize(37)) seen.push(one._id);
      expect(seen).toEqual(Array.from({ length: 400 }, (_, n) => n));
    });

    test('continue while documents are deleted', async () => {
      const c = store.collection();
      await c.insertMany(Array.from({ length: 300 }, (_, _id) => ({ _id })));
      const cursor = c.find().batchSize(10);
      const seen: unknown[] = [];
      for await (const one of cursor) {
        seen.push(one._id);
        if (seen.length === 10) await c.deleteMany({ _id: { $gte: 250 } });
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.slice(0, 250)).toEqual(Array.from({ length: 250 }, (_, n) => n));
    });

    test('are not found after they are closed', async () => {
      const c = store.collection();
      await c.insertMany([1, 2, 3].map((_id) => ({ _id })));
      const { cursor } = await store.db().command({ find: c.collectionName, batchSize: 1 });
      await store.db().command({ killCursors: c.collectionName, cursors: [cursor.id] });
      const more = store.db().command({ getMore: cursor.id, collection: c.collectionName });
      await expect(more).rejects.toMatchObject({ code: 43 });
    });
  });

  describe('collections', () => {
    test('are created by the first insert, listed and dropped', async () => {
      const c = store.collection();
      const names = async () =>
        (await store.db().listCollections({ name: c.collectionName }).toArray()).map((one) => one.name);
      expect(await names()).toEqual([]);
      expect(await c.find().toArray()).toEqual([]);
      await c.insertOne({ _id: 1 });
      expect(await names()).toEqual([c.collectionName]);
      expect(await c.drop()).toBe(true);
      expect(await names()).toEqual([]);
      expect(await c.countDocuments()).toBe(0);
    });

    test('are counted', async () => {
      const c = store.collection();
      await c.insertMany([1, 2, 3].map((_id) => ({ _id })));
      expect(await c.estimatedDocumentCount()).toBe(3);
      expect(await c.countDocuments({}, { skip: 1, limit: 1 })).toBe(1);
      expect(await store.db().command({ count: c.collectionName, query: { _id: { $gt: 1 } } })).toMatchObject({ n: 2 });
    });

    test('the database is listed when it has a document', async () => {
      await store.collection().insertOne({ _id: 1 });
      const { databases } = await store.db().admin().listDatabases({ nameOnly: true });
      expect(databases.map((one) => one.name)).toContain(store.db().databaseName);
    });
  });

  describe('the server', () => {
    test.each(['ping', 'hello', 'buildInfo'])('answers %s', async (name) => {
      expect(
        await store
          .db()
          .admin()
          .command({ [name]: 1 }),
      ).toMatchObject({ ok: 1 });
    });

    test.each([
      ['an unknown command', { noSuchCommand: 1 }, 59],
      ['an unknown operator', { find: 'c', filter: { a: { $nope: 1 } } }, 2],
      ['a list operator without a list', { find: 'c', filter: { a: { $in: 1 } } }, 2],
      ['a hint without an index', { find: 'hinted', filter: {}, hint: 'none' }, 2],
    ] as const)('rejects %s', async (_name, command, code) => {
      await store.db().collection('hinted').insertOne({});
      await store.db().collection('c').insertOne({});
      await expect(store.db().command(command)).rejects.toMatchObject({ code });
    });
  });
}
