import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chargeTextSearch } from '../../src/domain/sessions/text-search.ts';
import { catchAppError } from '../support/catch-app-error.ts';
import { directly } from '../support/direct-store.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as } from '../support/graphql-client.ts';
import { call } from '../support/rest-client.ts';
import { ended, insertSessions, storedSession } from '../support/session-documents.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

const clock = new FakeClock();
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ RATE_LIMIT_USER: '1000' }, { clock });
  await directly(app.database, async (db) => {
    // on 1 March 30 sessions, of which two have ended, and 10 in the archive; on 2 March one
    const channel = (n: number) => ({ channel: n < 4 ? 'Chat' : 'Voice' });
    const live = Array.from({ length: 28 }, (_, n) => storedSession(n, channel(n)));
    await insertSessions(db, [...live, storedSession(28, ended(28, 1)), storedSession(29, ended(29, 1))]);
    await insertSessions(db, [storedSession(1_440)]);
    const archived = Array.from({ length: 10 }, (_, n) => storedSession(n, ended(n, 1)));
    await insertSessions(db, archived, 'archivedSessions');
  });
});
afterAll(() => app.close());
beforeEach(() => clock.advance(60_000));

const day = 'dateCreated:{from:"2026-03-01T00:00:00Z",to:"2026-03-02T00:00:00Z"}';

/** Sends a query and returns the points that it cost. */
async function costOf(query: string): Promise<number> {
  const headers = { 'content-type': 'application/json', ...as('user@acme.test') };
  const { text } = await call(app.url, 'POST /graphql', { headers, body: JSON.stringify({ query }) });
  const { errors, extensions } = JSON.parse(text);
  expect(errors).toBeUndefined();
  return extensions.cost.cost;
}

describe('a text search costs a point for every two sessions that it may read', () => {
  it.each([
    ['no text', `${day},direction:[Outgoing]`, 4],
    ['a text with an index', `${day},fromAddress:{equals:"user@acme.test"}`, 4],
    ['log.contains', `${day},log:{contains:"nothing"}`, 4 + 15],
    ['log.equals', `${day},log:{equals:"nothing"}`, 4 + 15],
    ['outcome.equals', `${day},outcome:{equals:"nothing"}`, 4 + 15],
    ['displayName.contains', `${day},displayName:{contains:"nothing"}`, 4 + 15],
    ['an attribute', `${day},attribute:{key:"nothing"}`, 4 + 15],
    ['a text below and', `and:[{log:{contains:"x"}},{${day}}]`, 4 + 15],
    ['a text below or', `${day},or:[{log:{contains:"x"}},{channel:[Fax]}]`, 4 + 15],
    ['a text below not', `${day},not:{log:{contains:"x"}}`, 4 + 15],
    [
      'a narrower range',
      'dateCreated:{from:"2026-03-02T00:00:00Z",to:"2026-03-03T00:00:00Z"},log:{contains:"x"}',
      4 + 1,
    ],
    ['a condition with an index', `${day},channel:[Chat],log:{contains:"x"}`, 4 + 2],
    ['active sessions', `${day},ended:false,log:{contains:"x"}`, 4 + 14],
    ['the archive', `${day},archived:true,log:{contains:"x"}`, 4 + 5],
  ])('%s', async (_what, filter, points) => {
    expect(await costOf(`{sessions(first:1,filter:{${filter}}){nodes{id}}}`)).toBe(points);
  });

  it('again for the total', async () => {
    expect(await costOf(`{sessions(first:1,filter:{${day}}){totalCount nodes{id}}}`)).toBe(14);
    const search = `${day},log:{contains:"nothing"}`;
    expect(await costOf(`{sessions(first:1,filter:{${search}}){totalCount nodes{id}}}`)).toBe(14 + 30);
  });

  it('for sessionStats in both collections', async () => {
    expect(await costOf(`{sessionStats(filter:{${day}}){count}}`)).toBe(111);
    expect(await costOf(`{sessionStats(filter:{${day},log:{contains:"x"}}){count}}`)).toBe(111 + 15 + 5);
    expect(await costOf(`{sessionStats(filter:{${day},archived:true,log:{contains:"x"}}){count}}`)).toBe(111 + 5);
  });

  it.each([
    ['a page', '', 1 + 10 + 250 + 15 + 15],
    ['a page without totals', '&simplifiedPaging=true', 1 + 10 + 250 + 15],
  ])('for %s of REST', async (_what, more, points) => {
    const path = `/sessions?startDate=2026-03-01&endDate=2026-03-01&log=nothing&countPerPage=25${more}`;
    const headers = { accept: 'application/json', ...as('user@acme.test') };
    const { status, headers: answered } = await call(app.url, `GET ${path}`, { headers });
    expect({ status, points: 1_000 - Number(answered.get('ratelimit-remaining')) }).toEqual({ status: 200, points });
  });

  it('and is refused without them', async () => {
    const search = `{sessionStats(filter:{${day},log:{contains:"x"}}){count}}`;
    for (let n = 0; n < 7; n += 1) await costOf(search);
    const headers = { 'content-type': 'application/json', ...as('user@acme.test') };
    const answer = await call(app.url, 'POST /graphql', { headers, body: JSON.stringify({ query: search }) });
    expect(answer.status).toBe(429);
    expect(JSON.parse(answer.text).errors[0].extensions.code).toBe('RATE_LIMITED');
  });
});

describe('a text search over many sessions', () => {
  const query = { scope: 'all', criteria: { log: { contains: 'x' } }, archived: false } as const;
  const search = async (sessions: number, budget = Number.POSITIVE_INFINITY) => {
    const counted: (number | undefined)[] = [];
    const charged: number[] = [];
    const repository = {
      count: async (_query: unknown, limit?: number) => {
        counted.push(limit);
        return Math.min(sessions, limit ?? sessions);
      },
    };
    const charge = (count: number) => {
      if (charged.reduce((sum, one) => sum + one, count) > budget) throw new Error('rate limited');
      charged.push(count);
    };
    const outcome = await chargeTextSearch(repository, [query], charge).catch((error: Error) => error);
    return { outcome, counted, charged };
  };

  it('is charged while it is counted', async () => {
    expect(await search(999)).toEqual({ outcome: 999, counted: [1_000], charged: [999] });
    const steps = [1_000, 20_000, 200_001];
    expect(await search(200_000)).toEqual({ outcome: 200_000, counted: steps, charged: [1_000, 19_000, 180_000] });
  });

  it('is counted no further than the points suffice', async () => {
    expect(await search(200_000, 10_000)).toMatchObject({ counted: [1_000, 20_000], charged: [1_000] });
  });

  it('is refused beyond 200,000 sessions', async () => {
    const { outcome } = await search(200_001);
    expect(
      catchAppError(() => {
        throw outcome;
      }),
    ).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: 'The search would read more than 200000 sessions. Narrow it, for example by the date of creation.',
    });
  });
});
