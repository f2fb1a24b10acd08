import { type Db, MongoClient } from 'mongodb';
import { afterAll, beforeAll } from 'vitest';
import { startTestApp, type TestApp } from './start-test-app.ts';

/** The application for all tests of a file, on the arguments of `startTestApp`: there from the first test on, closed after the last. */
export function useTestApp(...options: Parameters<typeof startTestApp>): Omit<TestApp, 'close' | 'demoPassword'> {
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

/** The database of an application, for looking behind its back in the tests of a file. */
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
