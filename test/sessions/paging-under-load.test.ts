import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WalkSessionsDocument } from '../operations/operations.generated.ts';
import { dataOf } from '../support/graphql-client.ts';
import { insertSessions, storedSession } from '../support/session-documents.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

// ten times as many take the embedded store too long for every run: `npm run bench -- lists` walks through those
const existing = 2_000;
const created = 200;
let app: TestApp;
let client: MongoClient;
let ids: string[];

beforeAll(async () => {
  app = await startTestApp();
  client = await MongoClient.connect(app.database.uri);
  // many to a minute: equal times must not hide or repeat any
  const stored = Array.from({ length: existing }, (_, n) => storedSession(Math.floor(n / 7)));
  ids = await insertSessions(client.db(app.database.name), stored);
});
afterAll(async () => {
  await client.close();
  await app.close();
});

async function walk(backward: boolean): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = backward ? { last: 100, before: cursor } : { first: 100, after: cursor };
    const { nodes, pageInfo } = (await dataOf(app.url, WalkSessionsDocument, page)).sessions;
    seen.push(...nodes.map(({ id }) => id));
    const more = backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage;
    cursor = more ? (backward ? pageInfo.startCursor : pageInfo.endCursor) : null;
  } while (cursor);
  return seen;
}

/** At the newest end, and everywhere in between. */
async function create(round: number): Promise<void> {
  for (let n = 0; n < created; n += 20) {
    const batch = Array.from({ length: 20 }, (_, i) =>
      storedSession(i % 2 === 0 ? existing + n + i : (n * 7 + i * 13 + round) % 280),
    );
    await insertSessions(client.db(app.database.name), batch);
  }
}

describe(`a walk through ${existing} sessions while ${created} more are created`, () => {
  it.each([
    ['forward', false, 0],
    ['backward', true, 1],
  ] as const)('%s meets each that was there throughout exactly once', async (_, backward, round) => {
    const [seen] = await Promise.all([walk(backward), create(round)]);
    expect(new Set(seen).size).toBe(seen.length);
    const met = new Set(seen);
    expect(ids.filter((id) => !met.has(id))).toEqual([]);
  });
});
