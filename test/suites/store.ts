import { type Collection, type Db, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe } from 'vitest';
import { aggregationCases } from './store/aggregation.ts';
import { commandCases } from './store/commands.ts';
import { expressionCases } from './store/expressions.ts';
import { indexCases } from './store/indexes.ts';
import { queryCases } from './store/queries.ts';
import { typeCases } from './store/types.ts';
import { updateCases } from './store/updates.ts';

/** A collection of arbitrary documents with any `_id`: the default type of the driver requires ObjectId. */
// biome-ignore lint/suspicious/noExplicitAny: the driver's types of filters and updates accept nothing else as arbitrary
export type AnyCollection = Collection<any>;

/** The database under test; `collection` returns a new collection for each case. */
export interface StoreUnderTest {
  readonly db: () => Db;
  readonly collection: () => AnyCollection;
}

/** Tests the behaviour that the embedded database, MongoDB and compatible servers must share. */
export function storeSuite(uri: string): void {
  describe('database', () => {
    let client: MongoClient;
    let collections = 0;
    beforeAll(async () => {
      client = await MongoClient.connect(uri);
    });
    afterAll(() => client.close());

    const db = () => client.db();
    const store: StoreUnderTest = { db, collection: () => db().collection(`cases_${++collections}`) };
    queryCases(store);
    updateCases(store);
    aggregationCases(store);
    expressionCases(store);
    indexCases(store);
    typeCases(store);
    commandCases(store);
  });
}
