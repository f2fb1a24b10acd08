import { type Collection, type Db, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe } from 'vitest';
import { aggregationCases } from './store/aggregation.ts';
import { commandCases } from './store/commands.ts';
import { expressionCases } from './store/expressions.ts';
import { indexCases } from './store/indexes.ts';
import { queryCases } from './store/queries.ts';
import { typeCases } from './store/types.ts';
import { updateCases } from './store/updates.ts';

/** Any document with any `_id`: the driver's own default type would only take ObjectId. */
// biome-ignore lint/suspicious/noExplicitAny: the driver's types of filters and updates accept nothing else as arbitrary
export type AnyCollection = Collection<any>;

/** What the cases of the suite work with; every case has a collection of its own. */
export interface StoreUnderTest {
  readonly db: () => Db;
  readonly collection: () => AnyCollection;
}

/** What every store behind the persistence has to do alike, whether embedded or a MongoDB. */
export function storeSuite(uri: string): void {
  describe('store', () => {
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
