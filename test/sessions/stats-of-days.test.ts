import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SessionStatisticsDocument, type SessionStatisticsQueryVariables } from '../operations/operations.generated.ts';
import { directly } from '../support/direct-store.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { insertSessions, storedSession } from '../support/session-documents.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
const created = (dateCreated: string) => storedSession(0, { dateCreated: new Date(dateCreated) });
beforeAll(async () => {
  app = await startTestApp();
  const dates = [
    // in Berlin: 28 March 23:59, 29 March (23 hours) 00:00, 01:59, 03:00 and 23:59, 30 March 00:00
    '2026-03-28T22:59:59.999Z',
    '2026-03-28T23:00:00Z',
    '2026-03-29T00:59:59.999Z',
    '2026-03-29T01:00:00Z',
    '2026-03-29T21:59:59.999Z',
    '2026-03-29T22:00:00Z',
    // in Berlin: 25 October (25 hours) 00:00, 02:30 before and after clocks go back, 23:30, 26 October 00:00
    '2026-10-24T22:00:00Z',
    '2026-10-25T00:30:00Z',
    '2026-10-25T01:30:00Z',
    '2026-10-25T22:30:00Z',
    '2026-10-25T23:00:00Z',
    // in Berlin: 31 October 23:30, 1 November 00:30
    '2026-10-31T22:30:00Z',
    '2026-10-31T23:30:00Z',
  ];
  await directly(app.database, (db) => insertSessions(db, dates.map(created)));
});
afterAll(() => app.close());

const counts = async (variables: Partial<SessionStatisticsQueryVariables>) => {
  const asked = { groupBy: 'None', interval: 'Day', timeZone: 'Europe/Berlin', ...variables } as const;
  const { sessionStats } = await dataOf(app.url, SessionStatisticsDocument, asked, as('user@acme.test'));
  return sessionStats.map(({ start, count }) => [start, count]);
};

describe('sessionStats in a time zone', () => {
  it('counts local days, also those of 23 and 25 hours', async () => {
    expect(await counts({})).toEqual([
      ['2026-03-27T23:00:00.000Z', 1],
      ['2026-03-28T23:00:00.000Z', 4],
      ['2026-03-29T22:00:00.000Z', 1],
      ['2026-10-24T22:00:00.000Z', 4],
      ['2026-10-25T23:00:00.000Z', 1],
      ['2026-10-30T23:00:00.000Z', 1],
      ['2026-10-31T23:00:00.000Z', 1],
    ]);
  });

  it('counts the same with a range, from which it takes the offsets', async () => {
    const range = { from: '2026-10-24T22:00:00Z', to: '2026-10-25T23:00:00Z' };
    expect(await counts({ filter: { dateCreated: range } })).toEqual([['2026-10-24T22:00:00.000Z', 4]]);
    const open = { from: '2026-10-25T00:00:00Z' };
    expect((await counts({ filter: { dateCreated: open } })).slice(0, 2)).toEqual([
      ['2026-10-24T22:00:00.000Z', 3],
      ['2026-10-25T23:00:00.000Z', 1],
    ]);
  });

  it('counts the hour that exists twice as two hours', async () => {
    const range = { from: '2026-10-25T00:00:00Z', to: '2026-10-25T02:00:00Z' };
    expect(await counts({ interval: 'Hour', filter: { dateCreated: range } })).toEqual([
      ['2026-10-25T00:00:00.000Z', 1],
      ['2026-10-25T01:00:00.000Z', 1],
    ]);
  });

  it('begins hours, weeks and months in the time zone', async () => {
    const hour = { timeZone: 'Asia/Kathmandu', interval: 'Hour' } as const;
    const one = { from: '2026-10-25T00:00:00Z', to: '2026-10-25T01:00:00Z' };
    expect(await counts({ ...hour, filter: { dateCreated: one } })).toEqual([['2026-10-25T00:15:00.000Z', 1]]);
    expect(await counts({ interval: 'Week' })).toEqual([
      ['2026-03-22T23:00:00.000Z', 5],
      ['2026-03-29T22:00:00.000Z', 1],
      ['2026-10-18T22:00:00.000Z', 4],
      ['2026-10-25T23:00:00.000Z', 3],
    ]);
    expect(await counts({ interval: 'Month' })).toEqual([
      ['2026-02-28T23:00:00.000Z', 6],
      ['2026-09-30T22:00:00.000Z', 6],
      ['2026-10-31T23:00:00.000Z', 1],
    ]);
  });

  it('refuses an unknown time zone', async () => {
    const { errors } = await send(app.url, SessionStatisticsDocument, {
      groupBy: 'None',
      interval: 'Day',
      timeZone: 'Europe/Atlantis',
    });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', errors: [{ fieldName: 'timeZone' }] });
  });
});
