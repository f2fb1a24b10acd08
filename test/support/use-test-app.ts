import { type Db, MongoClient } from 'mongodb';
import { afterAll, beforeAll } from 'vitest';
import { connectMongoStore, type MongoStore } from '../../src/adapters/mongodb/connect-mongo-store.ts';
import { startTestApp, type TestApp } from './start-test-app.ts';

/** Starts the application before the tests of a file, with the arguments of `startTestApp`; closes it after them. */
export function useTestApp(...options: Parameters<typeof startTestApp>): Omit<TestApp, 'close'> {
  let app: TestApp | null = null;
  beforeAll(async () => {
    app = await startTestApp(...options);
  });
  afterAll(() => app?.close());
  const started = (): TestApp => {
    if (!app) throw new Error('the application is there once tests run');
    return app;
  };
  return {
    get url() {
      return started().url;
    },
    get logged() {
      return started().logged;
    },
    get database() {
      return started().database;
    },
  };
}

/** Connects the tests of a file directly to the database of an application. */
export function useDatabase(app: Pick<TestApp, 'database'>): () => Db {
  let client: MongoClient | null = null;
  beforeAll(async () => {
    client = await MongoClient.connect(app.database.uri);
  });
  afterAll(() => client?.close());
  return () => {
    if (!client) throw new Error('the database is there once tests run');
    return client.db(app.database.name);
  };
}

/** Connects the tests of a file to the database of an application by a store of their own, as another server has. */
export function useStore(app: Pick<TestApp, 'database'>): () => MongoStore {
  let store: MongoStore | null = null;
  beforeAll(async () => {
    store = await connectMongoStore(app.database.uri);
  });
  afterAll(() => store?.close());
  return () => {
    if (!store) throw new Error('the store is there once tests run');
    return store;
  };
}
