import type { Db } from 'mongodb';
import { beforeAll, expect, it } from 'vitest';
import { as } from './graphql-client.ts';
import type { TestApp } from './start-test-app.ts';
import { useDatabase } from './use-test-app.ts';

/** Adds a final test to a file of attacks: server healthy, document counts unchanged, no errors in the log. */
export function expectUnharmed(app: Pick<TestApp, 'url' | 'logged' | 'database'>): void {
  const database = useDatabase(app);
  let before: Record<string, number>;
  beforeAll(async () => {
    before = await documentCounts(database());
  });

  it('leaves the server healthy, the data unchanged and the log without errors', async () => {
    expect((await fetch(`${app.url}/health/ready`)).status).toBe(200);
    const body = JSON.stringify({ query: '{me{name}}' });
    const headers = { 'content-type': 'application/json', ...as('user@acme.test') };
    const answer = await fetch(`${app.url}/graphql`, { method: 'POST', headers, body });
    expect(await answer.json()).toMatchObject({ data: { me: { name: 'User Acme' } } });
    expect(await documentCounts(database())).toEqual(before);
    expect(app.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });
}

async function documentCounts(db: Db): Promise<Record<string, number>> {
  const collections = await db.listCollections().toArray();
  const names = collections.map(({ name }) => name).sort();
  const counts = names.map(async (name) => [name, await db.collection(name).countDocuments()] as const);
  return Object.fromEntries(await Promise.all(counts));
}
