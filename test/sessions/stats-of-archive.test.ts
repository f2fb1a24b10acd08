import { describe, expect, it } from 'vitest';
import { SessionArchiver } from '../../src/domain/sessions/archiver.ts';
import { SessionStatisticsDocument, type SessionStatisticsQueryVariables } from '../operations/operations.generated.ts';
import { directly } from '../support/direct-store.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as, dataOf } from '../support/graphql-client.ts';
import { ended, insertSessions, storedMember, storedSession } from '../support/session-documents.ts';
import { useStore, useTestApp } from '../support/use-test-app.ts';

const clock = new FakeClock('2026-03-31T00:00:00Z');
const day = 1_440;
const userId = '05e000000000000000000002';
const connected = (n: number, seconds: number) => ({ dateConnected: new Date(Date.UTC(2026, 2, 1, 0, n, seconds)) });
const app = useTestApp({}, { clock });
const store = useStore(app);

const stats = async (variables: Partial<SessionStatisticsQueryVariables>) =>
  (await dataOf(app.url, SessionStatisticsDocument, { groupBy: 'None', interval: 'None', ...variables })).sessionStats;
const count = async (filter: SessionStatisticsQueryVariables['filter'] = {}) =>
  (await stats({ filter })).map((row) => row.count);

describe('sessionStats over 30 days', () => {
  it('includes the archive, and only the archive or the live sessions on request', async () => {
    // one session a day since 1 March, of which those of the first 15 days are archived
    const sessions = Array.from({ length: 30 }, (_, n) => storedSession(n * day, ended(n * day, 60)));
    await directly(app.database, (db) => insertSessions(db, sessions));
    expect(await new SessionArchiver({ archive: store().sessionArchive, clock, afterDays: 15 }).run()).toBe(15);

    expect(await count()).toEqual([30]);
    expect(await count({ archived: false })).toEqual([15]);
    expect(await count({ archived: true })).toEqual([15]);
    const range = { from: '2026-03-10T00:00:00Z', to: '2026-03-20T00:00:00Z' };
    expect(await count({ dateCreated: range })).toEqual([10]);
    const days = await stats({ interval: 'Day' });
    expect(days.map((row) => row.count)).toEqual(Array(30).fill(1));
  });

  it('counts a session once that is being archived and is in both collections', async () => {
    const moving = storedSession(10 * day, { ...ended(10 * day, 60), channel: 'Fax' });
    const earlier = storedSession(9 * day, { ...ended(9 * day, 60), channel: 'Fax' });
    const later = storedSession(11 * day, { ...ended(11 * day, 60), channel: 'Fax' });
    await directly(app.database, async (db) => {
      await insertSessions(db, [moving]);
      await insertSessions(db, [earlier, moving, later], 'archivedSessions');
    });
    expect(await count({ channel: ['Fax'] })).toEqual([3]);
    const byMember = await stats({ groupBy: 'Member', filter: { channel: ['Fax'] } });
    expect(byMember.map((row) => [row.key, row.count])).toEqual([[`user:${userId}`, 3]]);
  });
});

describe('sessionStats of waits', () => {
  it('tells the wait until an answer or the end from the time to answer', async () => {
    const chat = (n: number, changes: Readonly<Record<string, unknown>>) =>
      storedSession(n, { channel: 'Chat', direction: 'Incoming', ...changes });
    // twenty sessions answered after 1 to 20 seconds, one missed after 40, one that still rings
    const answered = Array.from({ length: 20 }, (_, n) => chat(n, { ...ended(n, 100), ...connected(n, n + 1) }));
    const missed = chat(30, { ...ended(30, 40), wasMissed: true });
    const ringing = chat(40, { callState: 'Ringing' });
    await directly(app.database, (db) => insertSessions(db, [...answered, missed, ringing]));

    expect(await stats({ filter: { channel: ['Chat'] } })).toEqual([
      {
        key: null,
        start: null,
        count: 22,
        missed: 1,
        averageDuration: 2_040 / 21,
        p95Duration: 100,
        averageWait: 250 / 21,
        p95Wait: 20,
        averageTimeToAnswer: 10.5,
        p95TimeToAnswer: 19,
      },
    ]);
  });

  it('reports single figures as it reports all of them', async () => {
    const row = async (fields: string) => {
      const body = JSON.stringify({ query: `{ sessionStats(filter: { channel: [Chat] }) { ${fields} } }` });
      const headers = { ...as('user@acme.test'), 'content-type': 'application/json' };
      const response = await fetch(`${app.url}/graphql`, { method: 'POST', headers, body });
      return ((await response.json()) as { data: { sessionStats: object[] } }).data.sessionStats;
    };
    expect(await row('count')).toEqual([{ count: 22 }]);
    expect(await row('p95Wait missed')).toEqual([{ p95Wait: 20, missed: 1 }]);
    expect(await row('answer: averageTimeToAnswer ... on SessionStats { count }')).toEqual([
      { answer: 10.5, count: 22 },
    ]);
  });

  it('counts a session for each of its members, and those without members under null', async () => {
    const members = [storedMember('ann@x.example'), storedMember('bob@x.example')];
    const of = (n: number, changes: Readonly<Record<string, unknown>>) =>
      storedSession(n, { accountId: storedSession(0).accountId, direction: 'Incoming', channel: 'Voice', ...changes });
    const both = of(50, { ...ended(50, 10), ...connected(50, 4), members });
    const bob = of(51, { ...ended(51, 10), ...connected(51, 8), members: members.slice(1) });
    const nobody = of(52, { ...ended(52, 10), members: [] });
    await directly(app.database, (db) => insertSessions(db, [both, bob, nobody]));
    const rows = await stats({ groupBy: 'Member', filter: { channel: ['Voice'], direction: ['Incoming'] } });
    expect(rows.map((row) => [row.key, row.count, row.averageTimeToAnswer, row.averageWait])).toEqual([
      [null, 1, null, 10],
      ['ann@x.example', 1, 4, 4],
      ['bob@x.example', 2, 6, 6],
    ]);
  });
});
