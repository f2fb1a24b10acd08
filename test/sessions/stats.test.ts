import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { SessionStatisticsDocument, type SessionStatisticsQueryVariables } from '../operations/operations.generated.ts';
import { directly } from '../support/direct-store.ts';
import { as, dataOf } from '../support/graphql-client.ts';
import { ended, insertSessions, storedSession } from '../support/session-documents.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
const day = 1_440;
beforeAll(async () => {
  app = await startTestApp();
  // Sunday, 1 March: twenty calls of 1 to 20 seconds, a missed one and an open chat
  const calls = Array.from({ length: 20 }, (_, n) => storedSession(n, ended(n, n + 1)));
  const missed = storedSession(70, { ...ended(70, 0.5), wasMissed: true, customerId: new ObjectId(demoIds.northShop) });
  const chat = storedSession(80, { channel: 'Chat' });
  const later = [storedSession(day, ended(day, 60)), storedSession(40 * day, ended(40 * day, 120))];
  const foreign = storedSession(1, { ...ended(1, 9_999), accountId: new ObjectId(demoIds.globex) });
  await directly(app.database, (db) => insertSessions(db, [...calls, missed, chat, ...later, foreign]));
});
afterAll(() => app.close());

const stats = async (variables: Partial<SessionStatisticsQueryVariables>, who = 'user@acme.test') =>
  (await dataOf(app.url, SessionStatisticsDocument, { groupBy: 'None', interval: 'None', ...variables }, as(who)))
    .sessionStats;
const firstDay = { dateCreated: { to: '2026-03-02T00:00:00Z' } };

describe('sessionStats', () => {
  it('returns counts and durations', async () => {
    expect(await stats({ filter: { ...firstDay, wasMissed: false } })).toEqual([
      {
        key: null,
        start: null,
        count: 21,
        missed: 0,
        averageDuration: 10.5,
        p95Duration: 19,
        // never connected: they waited until their end
        averageWait: 10.5,
        p95Wait: 19,
        averageTimeToAnswer: null,
        p95TimeToAnswer: null,
      },
    ]);
  });

  it('returns no duration for sessions that have not ended', async () => {
    expect(await stats({ filter: { channel: ['Chat'] } })).toMatchObject([
      { count: 1, averageDuration: null, p95Duration: null },
    ]);
    expect(await stats({ filter: { channel: ['Fax'] } })).toEqual([]);
  });

  it('groups by channel, customer, endpoint, direction, outcome or call state', async () => {
    const channels = await stats({ groupBy: 'Channel' });
    expect(channels.map(({ key, count, missed }) => [key, count, missed])).toEqual([
      ['Chat', 1, 0],
      ['Voice', 23, 1],
    ]);
    const customers = await stats({ groupBy: 'Customer' });
    expect(customers.map(({ key, count, p95Duration }) => [key, count, p95Duration])).toEqual([
      [null, 23, 60],
      [demoIds.northShop, 1, 0],
    ]);
    expect((await stats({ groupBy: 'Endpoint' })).map(({ key }) => key)).toEqual([null]);
    expect((await stats({ groupBy: 'Direction' })).map(({ key }) => key)).toEqual(['Outgoing']);
    const outcomes = await stats({ groupBy: 'Outcome' });
    expect(outcomes.map(({ key, count }) => [key, count])).toEqual([
      [null, 1],
      ['Completed', 23],
    ]);
    expect((await stats({ groupBy: 'CallState' })).map(({ key }) => key)).toEqual(['Connected', 'Disconnected']);
  });

  const intervals: ['Hour' | 'Day' | 'Week' | 'Month', [string, number][]][] = [
    [
      'Hour',
      [
        ['2026-03-01T00', 20],
        ['2026-03-01T01', 2],
        ['2026-03-02T00', 1],
        ['2026-04-10T00', 1],
      ],
    ],
    [
      'Day',
      [
        ['2026-03-01T00', 22],
        ['2026-03-02T00', 1],
        ['2026-04-10T00', 1],
      ],
    ],
    [
      'Week',
      [
        ['2026-02-23T00', 22],
        ['2026-03-02T00', 1],
        ['2026-04-06T00', 1],
      ],
    ],
    [
      'Month',
      [
        ['2026-03-01T00', 23],
        ['2026-04-01T00', 1],
      ],
    ],
  ];
  it.each(intervals)('groups by %s', async (interval, expected) => {
    const rows = await stats({ interval });
    expect(rows.map(({ start, count }) => [start?.slice(0, 13), count])).toEqual(expected);
  });

  it('is limited to the accounts of the caller', async () => {
    expect(await stats({}, 'user@globex.test')).toMatchObject([{ count: 1, averageDuration: 9_999 }]);
    expect(await stats({ filter: { accountIds: [demoIds.globex] } })).toEqual([]);
    expect((await stats({}, 'admin@acme.test'))[0]?.count).toBe(25);
  });
});
